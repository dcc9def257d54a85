import type { Breakdown, BreakdownCell } from '@retombees/contract/breakdown'
import { type Figure, isKnown } from '@retombees/contract/figure'

/** The cell at a row and a column; undefined where the breakdown has none. */
export function cellAt(table: Breakdown, row: string, column: string | null): BreakdownCell | undefined {
  return table.cells.find((cell) => cell.row === row && cell.column === column)
}

export function amountOf(figure: Figure | undefined): number {
  return figure !== undefined && isKnown(figure) ? figure.value : 0
}

/** The longest row of a drawing: its value, or the sum of its blocks, and the end of its interval; `beside`: what stands beside them. */
export function extentOf(table: Breakdown, beside = 0): number {
  const columns = table.columns?.values.map(({ key }) => key) ?? [null]
  const ends = table.rows.values.map(({ key }) => {
    const figures = columns.map((column) => cellAt(table, key, column)?.figure)
    const alone = figures.length === 1 ? figures[0] : undefined
    const high = alone !== undefined && isKnown(alone) ? (alone.interval?.high ?? 0) : 0
    return Math.max(
      high,
      figures.reduce((sum, figure) => sum + amountOf(figure), 0),
    )
  })
  const most = Math.max(0, beside, table.target?.value ?? 0, ...ends)
  if (table.total.format === 'percent') return Math.min(1, Math.max(most, 0.1))
  return most === 0 ? 1 : most
}

/** Round marks of a scale from zero to `most`: about `wanted` of them. */
export function ticksOf(most: number, wanted = 4): number[] {
  const rough = most / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((times) => times * power).find((each) => each >= rough) ?? 10 * power
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, index) => index * step)
}

/** A label cut to what fits, with an ellipsis; the whole is in the table and in the mark's name. */
export function fitted(label: string, width: number, size = 13): string {
  const fits = Math.max(3, Math.floor(width / (size * 0.54)))
  return label.length <= fits ? label : `${label.slice(0, fits - 1).trimEnd()}…`
}

/** A text in lines of at most that width, in pixels, broken between words. */
export function wrapped(text: string, width: number, size = 13): string[] {
  const fits = Math.floor(width / (size * 0.52))
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < fits) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** The longest bar of bars that stand side by side: a value or the end of its interval. */
export function widestOf(table: Breakdown): number {
  const ends = table.cells.map(({ figure }) =>
    isKnown(figure) ? Math.max(figure.value, figure.interval?.high ?? 0) : 0,
  )
  return Math.max(0, ...ends) || 1
}

/** The sum of the known values of a row. */
export function rowSum(table: Breakdown, row: string): number {
  const columns = table.columns?.values.map(({ key }) => key) ?? [null]
  return columns.reduce((sum, column) => sum + amountOf(cellAt(table, row, column)?.figure), 0)
}

/** The room for the labels beside horizontal bars: what the longest takes, less than half of the drawing. */
export function gutterOf(table: Breakdown, width: number): number {
  return Math.min(380, width * 0.45, longestOf(table) * LETTER + 18)
}

/** Whether labels stand above their bars: on a narrow drawing, and where beside them the longest would be cut short. */
export function isStacked(table: Breakdown, width: number): boolean {
  return width < 520 || longestOf(table) * LETTER + 18 > Math.min(380, width * 0.45)
}

/** The mean width of a letter at the size of a drawing, in pixels. */
const LETTER = 7.2

function longestOf(table: Breakdown): number {
  return Math.max(0, ...table.rows.values.map(({ label }) => label.length))
}

/** A period as there is room for it under a column: « septembre 2018 » reads « sept. 18 ». */
export function shortPeriod(label: string): string {
  const parts = /^(\p{L}{3})\p{L}* (\d{2})(\d{2})$/u.exec(label)
  if (parts) return `${parts[1]}. ${parts[3]}`
  return label.replace(/^année scolaire /, '').replace(/^(\d)\p{L}+ trimestre (\d{4})$/u, 'T$1 $2')
}

/** The most blocks of a row that have no value: each takes a place of its own beside the scale. */
export function mostAbsent(table: Breakdown): number {
  const columns = table.columns?.values ?? []
  const absent = table.rows.values.map(
    ({ key }) =>
      columns.filter((column) => {
        const figure = cellAt(table, key, column.key)?.figure
        return figure !== undefined && !isKnown(figure)
      }).length,
  )
  return Math.max(0, ...absent)
}
