import type { Figure } from '@retombees/contract/figure'
import type { Engagement, PartnerGrid } from '@retombees/contract/partner'

/** The words that a score needs and that no answer of the API holds. */
export interface ScoreWords {
  rule: string
  missing: string
}

function described(engagement: Engagement) {
  return { where: { territory: engagement.territory }, format: 'score' as const, unit: '' }
}

/** One score of an engagement as a figure: zero is a score, a blank cell of the grid is no data. */
export function scoreFigure(
  engagement: Engagement,
  criterion: string,
  grid: PartnerGrid,
  words: ScoreWords,
): Figure {
  const score = engagement.scores[criterion] ?? null
  if (score === null) return { state: 'no_data', ...described(engagement), reason: words.missing }
  return {
    state: 'value',
    ...described(engagement),
    format: 'number',
    value: score,
    numerator: null,
    denominator: null,
    base: { kind: 'scores', rule: words.rule, n: 1 },
    interval: null,
    smallBase: true,
    provenance: grid.provenance,
    loads: [engagement.loadId],
    discrepancies: [],
  }
}

/** The mean of an engagement over the scores that are there, as the API gives it. */
export function meanFigure(engagement: Engagement, grid: PartnerGrid, words: ScoreWords): Figure {
  if (engagement.mean === null) return { state: 'no_data', ...described(engagement), reason: words.missing }
  return {
    state: 'value',
    ...described(engagement),
    value: engagement.mean,
    numerator: null,
    denominator: null,
    base: { kind: 'scores', rule: words.rule, n: engagement.scored },
    interval: null,
    smallBase: true,
    provenance: grid.provenance,
    loads: [engagement.loadId],
    discrepancies: [],
  }
}
