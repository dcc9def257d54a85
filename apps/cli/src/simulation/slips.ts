import type { Dice } from './dice.ts'
import type { WrittenColumn } from './written.ts'

/** How often people slip: one row in two hundred is wrong, and one cell in forty that may stay empty does. */
const WRONG = 1 / 200
const EMPTY = 1 / 40

/**
 * The rows of a file as people would have typed them: a cell left empty here, and now and then a mistake that loading
 * will set aside (a label with two letters swapped, a day that does not exist or has yet to come, a negative count, a
 * separator too many, a line typed twice).
 */
export function withSlips(
  rows: readonly (readonly string[])[],
  columns: readonly WrittenColumn[],
  dice: Dice,
): string[][] {
  return rows.flatMap((row) => {
    const cells = row.map((cell, at) => (mayStayEmpty(columns[at]) && dice.chance(EMPTY) ? '' : cell))
    return dice.chance(WRONG) ? slip(cells, columns, dice) : [cells]
  })
}

function slip(cells: string[], columns: readonly WrittenColumn[], dice: Dice): string[][] {
  const where = (wanted: (column: WrittenColumn) => boolean) =>
    columns.flatMap((column, at) => (wanted(column) && cells[at] !== '' ? [at] : []))
  const replaced = (places: readonly number[], change: (cell: string) => string): string[][] => {
    if (places.length === 0) return [cells, [...cells]]
    const place = dice.pick(places)
    return [cells.map((cell, at) => (at === place ? change(cell) : cell))]
  }
  switch (dice.integer(0, 5)) {
    case 0:
      return replaced(
        where(({ field }) => field?.type === 'code'),
        (cell) => swapped(cell, dice),
      )
    case 1:
      return replaced(where(isDated), (cell) => cell.replace(/(?:19|20)\d{2}/, '2099'))
    case 2:
      return replaced(where(isDated), (cell) =>
        cell.replace(/^(\d{4}-\d{2}-)\d{2}/, '$132').replace(/^\d{2}\//, '32/'),
      )
    case 3:
      return replaced(
        where(({ counts }) => counts),
        (cell) => `-${cell}`,
      )
    case 4:
      return [[...cells, '']]
    default:
      return [cells, [...cells]]
  }
}

function isDated({ field }: WrittenColumn): boolean {
  return field?.type === 'date' || field?.type === 'datetime'
}

function mayStayEmpty(column: WrittenColumn | undefined): boolean {
  return column?.field?.type === 'code' && !column.field.required
}

/** Two neighbouring letters in each other's place. */
function swapped(text: string, dice: Dice): string {
  if (text.length < 2) return `${text}?`
  const at = dice.integer(0, text.length - 2)
  return `${text.slice(0, at)}${text[at + 1]}${text[at]}${text.slice(at + 2)}`
}
