import type { Reading } from '@retombees/contract/evidence'
import type { Figure } from '@retombees/contract/figure'
import type { IndicatorDefinition } from '@retombees/programme/indicators-file'
import { countsEverything } from '../measures/completeness.ts'

type Directed = Pick<IndicatorDefinition, 'direction' | 'measure'> &
  Partial<Pick<IndicatorDefinition, 'reading'>>

/**
 * Which side of one half a share lies on: a description, never a target. Established when the whole interval is on that
 * side (a complete count is its own interval). Null without a direction, without a share, or when the base of an
 * estimate is too small for an interval.
 */
export function readingOf(definition: Directed, figure: Figure): Reading | null {
  if (figure.state !== 'value' || figure.provenance === 'simulated') return null
  if (definition.reading === false) return null
  if (figure.format !== 'percent' || definition.direction === 'none') return null
  if (figure.value < 0 || figure.value > 1) return null
  const bounds = figure.interval ?? (countsEverything(definition.measure) ? exact(figure.value) : null)
  if (bounds === null) return null
  if (bounds.low > 0.5) return 'majority-established'
  if (bounds.high < 0.5) return 'minority-established'
  if (figure.value > 0.5) return 'majority-likely'
  return figure.value < 0.5 ? 'minority-likely' : 'split'
}

function exact(value: number): { low: number; high: number } {
  return { low: value, high: value }
}
