import { comparable, type Headings } from '../heading.ts'
import { type Grid, isBlank, type Merge } from './grid.ts'

/** Where the headings of a grid stand: one line, or several that are read as one. */
export interface Header {
  /** Index in the grid of the first and last line of the headings. */
  readonly first: number
  readonly last: number
  /** One heading per column, trimmed of the columns that are empty to the right. */
  readonly headings: readonly string[]
  /** How many cells the lines of the headings have, empty ones included. */
  readonly width: number
  /** Texts of the upper lines that span several columns. */
  readonly spanning: readonly string[]
  /** How many declared headings were recognised. */
  readonly score: number
}

const DEEPEST = 60
const MOST_LINES = 3

/**
 * Finds the headings by the ones a source declares: the line (or the two or three lines) that holds the most of
 * them, the highest and shortest when several do. Null when no line holds any.
 */
export function findHeader(grid: Grid, declared: Headings): Header | null {
  let best: Header | null = null
  const limit = Math.min(grid.rows.length, DEEPEST)
  for (let lines = 1; lines <= MOST_LINES; lines++)
    for (let first = 0; first + lines <= limit; first++) {
      const last = first + lines - 1
      if (isBlank(grid.rows[first] as Grid['rows'][number])) continue
      const header = headerAt(grid, first, last, declared)
      if (header.score > (best?.score ?? 0)) best = header
    }
  return best
}

/** Reads those lines as headings. */
export function headerAt(grid: Grid, first: number, last: number, declared: Headings): Header {
  const levels = grid.rows.slice(first, last + 1)
  const width = Math.max(...levels.map((level) => level.cells.length))
  const headings: string[] = []
  const spanning = new Set<string>()
  for (let column = 0; column < width; column++) {
    const parts = levels.map((level) => spread(grid, level, column)).filter((part) => part !== null)
    const whole = [...new Set(parts)].map(oneLine).join(' ')
    const options = [whole, ...parts.toReversed().map(oneLine)]
    const chosen = options.find((option) => declared.has(comparable(option))) ?? oneLine(parts.at(-1) ?? '')
    headings.push(chosen)
    for (const part of parts) if (!comparable(chosen).includes(comparable(part))) spanning.add(oneLine(part))
  }
  while (headings.at(-1) === '') headings.pop()
  const known = new Set(headings.map(comparable).filter((heading) => declared.has(heading)))
  return { first, last, headings, width, spanning: [...spanning], score: known.size }
}

/** The text of a heading cell; a cell merged with others gives its text to all of them. */
function spread(grid: Grid, level: Grid['rows'][number], column: number): string | null {
  const merge = grid.merges.find((one) => inside(one, level.rowNo, column))
  if (!merge) return level.cells[column] ?? null
  return grid.rows.find((one) => one.rowNo === merge.top)?.cells[merge.left] ?? null
}

function inside(merge: Merge, rowNo: number, column: number): boolean {
  return rowNo >= merge.top && rowNo <= merge.bottom && column >= merge.left && column <= merge.right
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
