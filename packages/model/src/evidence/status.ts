import type { IndicatorStatus } from '@retombees/contract/evidence'
import type { Figure, KnownFigure } from '@retombees/contract/figure'
import type { IndicatorDefinition } from '@retombees/programme/indicators-file'
import { frenchDate, frenchNumber, frenchPercent, typeset } from '../french.ts'
import { countsEverything } from '../measures/completeness.ts'
import { SMALL_BASE } from '../measures/figures.ts'

const WORDS: Readonly<Record<IndicatorStatus, string>> = Object.freeze({
  reached: 'atteint',
  likely: 'probable',
  undetermined: 'indéterminé',
  missed: 'non atteint',
  'no-target': 'sans cible',
  'not-measured': 'non mesuré',
  illegible: 'publié, illisible',
})

type Targeted = Pick<IndicatorDefinition, 'target' | 'direction' | 'measure'> &
  Partial<Pick<IndicatorDefinition, 'waiting'>>

/**
 * Where an indicator stands. With a target T and the interval [L, U] of an estimate E: reached when L ≥ T, likely when
 * E ≥ T > L, undetermined when E < T ≤ U, missed when U < T; mirrored where lower is better. A complete count is its own
 * interval; a sample under ten is undetermined. Simulated figures have no status: it stays what
 * it is without them.
 */
export function statusOf(definition: Targeted, figure: Figure): IndicatorStatus {
  if (figure.state === 'illegible') return 'illegible'
  if (figure.state !== 'value') return 'not-measured'
  if (figure.provenance === 'simulated') return definition.waiting?.printed ?? 'not-measured'
  if (!definition.target) return 'no-target'
  if (!countsEverything(definition.measure) && figure.base.n < SMALL_BASE) return 'undetermined'
  return againstTarget(figure, definition.target.value, definition.direction === 'lower')
}

/** The status in French, with its target and whether that was set after the fact. */
export function statusWords(definition: Targeted, figure: Figure): string {
  const status = statusOf(definition, figure)
  if (figure.state === 'value' && figure.provenance === 'simulated')
    return `${WORDS[status]} (chiffres simulés)`
  const { target } = definition
  if (!target || status === 'not-measured' || status === 'illegible') return WORDS[status]
  const value = figure.format === 'percent' ? frenchPercent(target.value) : frenchNumber(target.value, 2)
  const later = target.setLater ? ', fixée après coup' : ''
  return typeset(
    `${WORDS[status]} (cible ${value} au ${frenchDate(target.date)}${later}, par ${target.setBy} le ${frenchDate(target.setOn)})`,
  )
}

function againstTarget(figure: KnownFigure, target: number, lowerIsBetter: boolean): IndicatorStatus {
  const sign = lowerIsBetter ? -1 : 1
  const bounds = figure.interval
    ? [sign * figure.interval.low, sign * figure.interval.high]
    : [sign * figure.value, sign * figure.value]
  const low = Math.min(...bounds)
  const high = Math.max(...bounds)
  if (low >= sign * target) return 'reached'
  if (sign * figure.value >= sign * target) return 'likely'
  return high >= sign * target ? 'undetermined' : 'missed'
}
