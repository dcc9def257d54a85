import type { SourceFile } from '@retombees/programme/source-file'
import type { Headings } from '../heading.ts'
import type { IgnoredRow, RawRow } from '../raw-table.ts'
import { matchPattern } from '../source-pattern.ts'
import { type Grid, isBlank } from './grid.ts'
import { type Header, headerAt } from './header.ts'

export type Layout = Pick<Extract<SourceFile['format'], { kind: 'xlsx' }>, 'ends' | 'blocks'>

/** The rows below the headings, and the lines among them that are none. */
export interface Below {
  readonly rows: readonly RawRow[]
  readonly ignored: readonly IgnoredRow[]
}

/**
 * The rows of a table that stands with others in a file: up to the first empty row where the layout says so, and below
 * each return of the headings where it says so. There, every row gets one cell more: the title of its block.
 */
export function rowsBelow(
  grid: Grid,
  header: Header,
  declared: Headings,
  layout: Layout,
  file: string,
): Below {
  const below = grid.rows.slice(header.last + 1)
  const end = layout.ends === 'blank-row' ? below.findIndex(isBlank) : -1
  const inside = withoutTrailingBlanks(end === -1 ? below : below.slice(0, end))
  const beyond = end === -1 ? [] : withoutTrailingBlanks(below.slice(end))
  const left = beyond.map(({ rowNo, cells }) => ({
    rowNo,
    reason: cells.every((cell) => cell === null) ? 'blank' : 'other-table',
  }))
  const kept = layout.blocks
    ? inBlocks(grid, header, declared, inside.length, layout.blocks, file)
    : plain(inside)
  return { rows: kept.rows, ignored: [...kept.ignored, ...left] }
}

function plain(rows: readonly RawRow[]): Below {
  return {
    rows: rows.filter((row) => !isBlank(row)),
    ignored: rows.filter(isBlank).map(({ rowNo }) => ({ rowNo, reason: 'blank' })),
  }
}

function inBlocks(
  grid: Grid,
  header: Header,
  declared: Headings,
  count: number,
  blocks: NonNullable<Layout['blocks']>,
  file: string,
): Below {
  const lines = header.last - header.first + 1
  const end = header.last + 1 + count
  const heads = [header.first]
  for (let at = header.last + 1; at + lines <= end; at++)
    if (headerAt(grid, at, at + lines - 1, declared).score === header.score) heads.push(at)

  const rows: RawRow[] = []
  const ignored: IgnoredRow[] = []
  heads.forEach((head, position) => {
    const next = heads[position + 1] ?? end
    const above = position === 0 ? 0 : (heads[position - 1] as number) + lines
    const title = titleOf(grid.rows.slice(above, head), blocks.title, file)
    const from = head + lines
    const until = position === heads.length - 1 ? next : titlesStart(grid, from, next)
    if (position > 0)
      for (const { rowNo } of grid.rows.slice(head, from)) ignored.push({ rowNo, reason: 'heading' })
    for (const row of grid.rows.slice(from, until)) {
      if (isBlank(row)) ignored.push({ rowNo: row.rowNo, reason: 'blank' })
      else rows.push({ rowNo: row.rowNo, cells: [...row.cells, title] })
    }
    for (const row of grid.rows.slice(until, next))
      ignored.push({ rowNo: row.rowNo, reason: isBlank(row) ? 'blank' : 'title' })
  })
  return { rows, ignored }
}

/** Above the headings of a block stand empty lines and titles: lines of one cell. */
function titlesStart(grid: Grid, from: number, head: number): number {
  let at = head
  while (at > from && written(grid.rows[at - 1] as RawRow).length <= 1) at--
  return at
}

function titleOf(above: readonly RawRow[], pattern: string, file: string): string | null {
  const titles = above.toReversed().filter((row) => written(row).length === 1)
  for (const row of titles) {
    const found = matchPattern(written(row)[0] as string, pattern, 'blocks.title', file)
    if (found) return (found[1] ?? found[0]).trim()
  }
  return null
}

function written({ cells }: RawRow): string[] {
  return [...new Set(cells.filter((cell) => cell !== null))]
}

function withoutTrailingBlanks(rows: readonly RawRow[]): readonly RawRow[] {
  return rows.slice(0, rows.findLastIndex((row) => !isBlank(row)) + 1)
}
