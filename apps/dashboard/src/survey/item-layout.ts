import type { SurveyRow, SurveyTable } from '@retombees/contract/survey'
import { wrapped } from '../chart/lay-out.ts'
import { type DivergingBar, type DivergingScale, layOutBar, scaleOf } from './diverging-layout.ts'

/** How the items of a scale lie on a surface of a given width: all in pixels. */
export interface ItemLayout {
  readonly rows: readonly PlacedItem[]
  readonly scale: DivergingScale
  /** Where the bars begin and end. */
  readonly left: number
  readonly right: number
  /** The height of a bar, and from one bar to the next. */
  readonly bar: number
  readonly pitch: number
  readonly height: number
}

export interface PlacedItem {
  readonly row: SurveyRow
  readonly bars: readonly (DivergingBar | null)[]
  readonly label: readonly string[]
  readonly claim: readonly string[]
  /** The top of the item, of its first bar, and of what may be claimed. */
  readonly y: number
  readonly barsAt: number
  readonly claimAt: number
}

/** Above the bars: what each side means, and the quarters. */
const RULER = 44
const RULER_PRINTED = 24
const LINE = 18
const NARROW = 640

/** Lays out a scale item by item, all on one scale: the label above, a bar a territory, what may be claimed of their difference below. */
export function layOutItems(table: SurveyTable, width: number, printed: boolean): ItemLayout {
  const narrow = width < NARROW
  const rows = table.rows.map((row) => ({
    row,
    bars: row.columns.map((column) => layOutBar(column, table.codes)),
  }))
  const scale = scaleOf(rows.flatMap(({ bars }) => bars.filter((bar) => bar !== null)))
  const bar = printed ? 11 : 22
  const pitch = printed ? 13 : narrow ? bar + 22 : bar + 3
  const line = printed ? 12 : LINE
  const gap = printed ? 1 : 18
  let y = printed ? RULER_PRINTED : RULER
  const placed = rows.map(({ row, bars }): PlacedItem => {
    const label = wrapped(row.label, width, printed ? 11 : 14)
    const claim = row.comparison === null || printed ? [] : wrapped(row.comparison.sentence, width, 12)
    const barsAt = y + label.length * line + (narrow && !printed ? 18 : 4)
    const claimAt = barsAt + row.columns.length * pitch
    const item = { row, bars, label, claim, y, barsAt, claimAt }
    y = claimAt + claim.length * 16 + gap
    return item
  })
  return {
    rows: placed,
    scale,
    left: narrow ? 0 : printed ? 110 : 150,
    right: narrow ? width : width - (printed ? 150 : 250),
    bar,
    pitch,
    height: y,
  }
}
