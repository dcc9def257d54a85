import type { KeyboardEvent } from 'react'

/**
 * Arrow keys among the buttons of a table body: one tab stop for the whole table, whatever its size. Home and End go
 * to the ends of a row.
 */
export function useCellKeys(): (event: KeyboardEvent<HTMLTableSectionElement>) => void {
  return (event) => {
    const rows = [...event.currentTarget.rows].map((row) => [
      ...row.querySelectorAll<HTMLButtonElement>('button'),
    ])
    const focused = document.activeElement
    if (!(focused instanceof HTMLButtonElement)) return
    const line = rows.findIndex((row) => row.includes(focused))
    const column = rows[line]?.indexOf(focused) ?? -1
    if (column < 0) return
    const next = destination(event.key, line, column, rows)
    if (next === undefined) return
    event.preventDefault()
    for (const button of rows.flat()) button.tabIndex = -1
    next.tabIndex = 0
    next.focus()
  }
}

function destination<T>(
  key: string,
  line: number,
  column: number,
  rows: readonly (readonly T[])[],
): T | undefined {
  switch (key) {
    case 'ArrowRight':
      return rows[line]?.[column + 1]
    case 'ArrowLeft':
      return rows[line]?.[column - 1]
    case 'ArrowDown':
      return rows[line + 1]?.[column]
    case 'ArrowUp':
      return rows[line - 1]?.[column]
    case 'Home':
      return rows[line]?.[0]
    case 'End':
      return rows[line]?.at(-1)
    default:
      return undefined
  }
}
