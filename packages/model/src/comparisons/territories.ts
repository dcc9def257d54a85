import { type Figure, isKnown } from '@retombees/contract/figure'
import type { Comparison } from '@retombees/contract/indicator'
import type { IndicatorDefinition } from '@retombees/programme/indicators-file'
import type { Programme } from '@retombees/programme/programme'
import { typeset } from '../french.ts'
import type { Measurement } from '../measures/measure-kind.ts'
import { compareFamily, type Pair, type Place } from './compare-family.ts'

/** The comparison of one indicator, or the reason for which there is none (null: nobody asks for one). */
export interface TerritoryComparison {
  readonly comparison: Comparison | null
  readonly notCompared: string | null
}

/** The ids that must be measured together to compare these: the members of their families. */
export function comparedTogether(programme: Programme, ids: readonly string[]): readonly string[] {
  const families = programme.families.filter((family) => family.indicators.some((id) => ids.includes(id)))
  return [...new Set([...ids, ...families.flatMap((family) => family.indicators)])]
}

/** Compares the programme's two territories on one indicator, corrected over its declared family. */
export function compareTerritories(
  programme: Programme,
  definition: IndicatorDefinition,
  measurements: ReadonlyMap<string, Measurement>,
): TerritoryComparison {
  const why = definition.notCompared?.fr
  if (!definition.compare) return { comparison: null, notCompared: why === undefined ? null : typeset(why) }
  const between = twoPlaces(programme)
  if (!between) {
    return { comparison: null, notCompared: 'Seuls deux territoires se comparent.' }
  }
  const family = programme.families.find((each) => each.indicators.includes(definition.id))
  const members = family?.indicators ?? [definition.id]
  const pairs = new Map(members.map((id) => [id, pairOf(measurements.get(id), between)]))
  const compared = compareFamily(pairs, between, family ? { id: family.id, size: members.length } : null)
  const comparison = compared.get(definition.id) ?? null
  if (comparison) return { comparison, notCompared: null }
  return { comparison: null, notCompared: reasonWithout(pairs.get(definition.id), between) }
}

function twoPlaces(programme: Programme): readonly [Place, Place] | null {
  const [first, second, ...others] = programme.territories.map(({ id, label }) => ({ id, label: label.fr }))
  return first && second && others.length === 0 ? [first, second] : null
}

function pairOf(measurement: Measurement | undefined, between: readonly [Place, Place]): Pair {
  const figureIn = (place: Place): Figure | undefined =>
    measurement?.byTerritory.find((each) => each.territory === place.id)?.figure
  return { first: figureIn(between[0]), second: figureIn(between[1]) }
}

function reasonWithout(pair: Pair | undefined, between: readonly [Place, Place]): string {
  const missing = [pair?.first, pair?.second].flatMap((figure, index) =>
    figure && isKnown(figure)
      ? []
      : [`${between[index]?.label} : ${figure?.reason ?? 'aucune ligne chargée.'}`],
  )
  return typeset(missing.length > 0 ? missing.join(' ') : 'Seules des parts se comparent.')
}
