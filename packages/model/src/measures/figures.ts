import type {
  AbsentFigure,
  Base,
  Discrepancy,
  IntervalEstimate,
  KnownFigure,
  Provenance,
} from '@retombees/contract/figure'
import { typeset } from '../french.ts'
import type { MeasureContext } from './measure-kind.ts'

/** Below this base a page shows counts and no percentage (DESIGN, Statistics). */
export const SMALL_BASE = 10

/** Under this many values a mean has no interval. */
export const SMALLEST_MEAN_BASE = 5

/** What the figures of one slice have in common. */
export interface FigureFrame extends Pick<MeasureContext, 'format' | 'unit'> {
  readonly where: Readonly<Record<string, string>>
}

export interface KnownParts {
  readonly value: number
  readonly numerator?: number
  readonly denominator?: number
  readonly base: Base
  readonly interval?: IntervalEstimate | null
  readonly intervalNote?: string
  readonly provenance: Provenance
  readonly loads: readonly string[]
  readonly discrepancies?: readonly Discrepancy[]
}

export function knownFigure(frame: FigureFrame, parts: KnownParts): KnownFigure {
  return {
    state: 'value',
    where: { ...frame.where },
    format: frame.format,
    unit: frame.unit,
    value: parts.value,
    numerator: parts.numerator ?? null,
    denominator: parts.denominator ?? null,
    base: { ...parts.base, rule: typeset(parts.base.rule) },
    interval: parts.interval ?? null,
    ...(parts.intervalNote === undefined ? {} : { intervalNote: typeset(parts.intervalNote) }),
    smallBase: parts.base.n < SMALL_BASE,
    provenance: parts.provenance,
    loads: [...new Set(parts.loads)].sort(),
    discrepancies: [...(parts.discrepancies ?? [])],
  }
}

export function absentFigure(
  frame: FigureFrame,
  state: AbsentFigure['state'],
  reason: string,
  needs?: string,
): AbsentFigure {
  return {
    state,
    where: { ...frame.where },
    format: frame.format,
    unit: frame.unit,
    reason: typeset(reason),
    ...(needs === undefined ? {} : { needs: typeset(needs) }),
  }
}
