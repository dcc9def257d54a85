import type { BaseKind, Discrepancy, Figure, Provenance } from '@retombees/contract/figure'
import { wilson } from '@retombees/statistics/wilson'
import { absentFigure, type FigureFrame, knownFigure, SMALL_BASE } from './figures.ts'

export interface ShareParts {
  readonly numerator: number
  readonly denominator: number
  readonly kind: BaseKind
  readonly rule: string
  /** Every unit was counted: no interval. */
  readonly complete: boolean
  readonly provenance: Provenance
  readonly loads: readonly string[]
  readonly discrepancies?: readonly Discrepancy[]
}

/**
 * A share as a figure: a proportion between 0 and 1, with Wilson's interval at 95 %. None for a complete count, none
 * under ten (counts only). An empty base is an absence, and so is a part greater than its whole.
 */
export function shareFigure(frame: FigureFrame, parts: ShareParts): Figure {
  const { numerator, denominator, complete } = parts
  if (denominator === 0) return absentFigure(frame, 'no_data', 'La base est vide.')
  if (numerator > denominator) {
    return absentFigure(
      frame,
      'illegible',
      `Effectif (${numerator}) supérieur à sa base (${denominator}) : les deux ne peuvent être justes ensemble.`,
    )
  }
  const small = denominator < SMALL_BASE
  const interval = complete || small ? null : wilson(numerator, denominator)
  return knownFigure(frame, {
    value: numerator / denominator,
    numerator,
    denominator,
    base: { kind: parts.kind, rule: parts.rule, n: denominator },
    interval: interval && { ...interval, method: 'wilson' },
    ...(complete
      ? { intervalNote: 'Dénombrement complet : pas d’intervalle.' }
      : small
        ? { intervalNote: 'Base inférieure à 10 : effectifs seulement, sans intervalle.' }
        : {}),
    provenance: parts.provenance,
    loads: parts.loads,
    discrepancies: parts.discrepancies ?? [],
  })
}
