import type { SurveyColumn, SurveyTable } from '@retombees/contract/survey'

export type Side = 'for' | 'against' | 'apart'

/** A run of answers drawn as one block. `share` is of the base, always positive; `known` is false where the print hides the split. */
export interface Segment {
  codes: readonly string[]
  n: number
  share: number
  side: Side
  known: boolean
  reason: string | null
}

/** One territory's answers to one item. Segments of a side are in the order in which they leave the zero line. */
export interface DivergingBar {
  territory: string
  base: number
  segments: readonly Segment[]
}

/** The common scale of several bars, in shares of a base: how far left, how far right, where the answers set apart begin and end. */
export interface DivergingScale {
  low: number
  high: number
  apartFrom: number
  apartTo: number
}

/** The empty run between agreement and the answers set apart. */
export const GAP = 0.06

type Codes = SurveyTable['codes']

/**
 * Lays out one column: agreement leaves zero to the right, mildest first, disagreement to the left, answers without an
 * opinion stand apart. What is known only together is one block, on the side that all its codes share, else apart;
 * what the base leaves over when every known count is taken is one more block apart, whose split is not known.
 * Null when the base itself is not known.
 */
export function layOutBar(
  column: Pick<SurveyColumn, 'territory' | 'base' | 'cells' | 'unsplit'>,
  codes: Codes,
): DivergingBar | null {
  const base = column.base
  if (base === null || base === 0) return null
  const polarity = new Map(codes.map(({ code, polarity }) => [code, polarity]))
  const sideOf = (code: string): Side => {
    const side = polarity.get(code)
    return side === 'for' || side === 'against' ? side : 'apart'
  }
  const block = (
    members: readonly string[],
    n: number,
    side: Side,
    known: boolean,
    reason: string | null,
  ) => ({
    codes: members,
    n,
    share: n / base,
    side,
    known,
    reason,
  })

  const cells = new Map(column.cells.map((cell) => [cell.code, cell]))
  const segments: Segment[] = []
  for (const code of outward(codes)) {
    const cell = cells.get(code)
    if (cell?.n != null && cell.n > 0) segments.push(block([code], cell.n, sideOf(code), true, cell.reason))
  }
  const together = new Set<string>()
  for (const { codes: members, n, reason } of column.unsplit) {
    const hidden = members.filter((code) => cells.get(code)?.n == null && !together.has(code))
    const left = members.reduce((rest, code) => rest - (cells.get(code)?.n ?? 0), n)
    if (hidden.length === 0 || left <= 0) continue
    const sides = new Set(hidden.map(sideOf))
    const [side] = sides.size === 1 ? sides : (['apart'] as const)
    segments.push(block(hidden, left, side ?? 'apart', false, reason))
    for (const code of hidden) together.add(code)
  }
  const rest = base - segments.reduce((sum, segment) => sum + segment.n, 0)
  const unread = column.cells.filter((cell) => cell.n === null && !together.has(cell.code))
  if (rest > 0 && unread.length > 0) {
    const reason = unread.find((cell) => cell.reason !== null)?.reason ?? null
    const members = unread.map((cell) => cell.code)
    segments.push(block(members, rest, 'apart', false, reason))
  }
  return { territory: column.territory, base, segments }
}

/** The codes in the order in which they are stacked: on each side the mildest first, so that the strongest lies outside. */
function outward(codes: Codes): string[] {
  const of = (side: 'for' | 'against' | 'neither') =>
    codes.filter(({ polarity }) => polarity === side).map(({ code }) => code)
  return [...of('for').reverse(), ...of('against'), ...of('neither')]
}

/** Sum of the shares of one side of a bar. */
export function extent(bar: DivergingBar, side: Side): number {
  return bar.segments.reduce((sum, segment) => (segment.side === side ? sum + segment.share : sum), 0)
}

/** One scale for all bars, so that lengths compare from item to item. Bounds are rounded outwards to five points. */
export function scaleOf(bars: readonly DivergingBar[]): DivergingScale {
  const widest = (side: Side) => outwards(Math.max(0, ...bars.map((bar) => extent(bar, side))))
  const high = widest('for')
  const apartFrom = high + GAP
  return { low: -widest('against'), high, apartFrom, apartTo: apartFrom + widest('apart') }
}

function outwards(share: number): number {
  return Math.ceil(Math.round(share * 1e6) / 5e4) / 20
}

/** Where a value lies between the two ends of the scale, 0 to 1. */
export function positionOf(value: number, scale: DivergingScale): number {
  return (value - scale.low) / (scale.apartTo - scale.low)
}

export interface PlacedSegment {
  readonly segment: Segment
  readonly from: number
  readonly to: number
}

/** Where each block begins and ends, in shares, in the order in which they leave the zero line. */
export function placedSegments(bar: DivergingBar, apartFrom: number): PlacedSegment[] {
  const reached = { for: 0, against: 0, apart: apartFrom }
  return bar.segments.map((segment) => {
    const from = reached[segment.side]
    const to = from + (segment.side === 'against' ? -segment.share : segment.share)
    reached[segment.side] = to
    return { segment, from, to }
  })
}
