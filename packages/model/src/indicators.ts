import type { IndicatorResult } from '@retombees/contract/indicator'
import { DEFAULT_QUERY, isFiltered, type Query } from '@retombees/contract/query'
import type { IndicatorDefinition } from '@retombees/programme/indicators-file'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { comparedTogether, compareTerritories } from './comparisons/territories.ts'
import { findIndicator, sheetOf } from './describe.ts'
import { readingOf } from './evidence/reading.ts'
import { statusOf, statusWords } from './evidence/status.ts'
import { absentFigure } from './measures/figures.ts'
import { takeMeasure } from './measures/kinds.ts'
import type { MeasureContext, Measurement } from './measures/measure-kind.ts'
import { refusedSplit } from './measures/split.ts'
import { checkQuery } from './query-check.ts'

/** What the snapshot knows of one indicator. Throws a ModelError when the programme has none of that id. */
export async function computeIndicator(
  db: Kysely<Database>,
  programme: Programme,
  id: string,
  query: Query = DEFAULT_QUERY,
): Promise<IndicatorResult> {
  const [result] = await computeIndicators(db, programme, [id], query)
  if (!result) throw new RangeError(`no result for indicator ${id}`)
  return result
}

/**
 * What the snapshot knows of these indicators, or of all, in the order asked or else the programme's: of all that was
 * counted, or of the part that a query asks for. Throws a ModelError on an id that the programme does not have.
 */
export async function computeIndicators(
  db: Kysely<Database>,
  programme: Programme,
  ids?: readonly string[],
  query: Query = DEFAULT_QUERY,
): Promise<IndicatorResult[]> {
  checkQuery(programme, query)
  const asked = ids ? ids.map((id) => findIndicator(programme, id)) : programme.indicators
  const measured = comparedTogether(
    programme,
    asked.map((definition) => definition.id),
  )
  const measurements = new Map(
    await Promise.all(
      measured.map(async (id) => {
        const measurement = await measureIndicator(db, programme, findIndicator(programme, id), query)
        return [id, measurement] as const
      }),
    ),
  )
  return asked.map((definition) => resultOf(programme, definition, query, measurements))
}

/** The measure of an indicator taken; while no source of it is loaded, why, and what it would take. */
export async function measureIndicator(
  db: Kysely<Database>,
  programme: Programme,
  definition: IndicatorDefinition,
  query: Query,
): Promise<Measurement> {
  const measurement = await takeMeasure(db, definition.measure, contextOf(programme, definition, query))
  const { waiting } = definition
  if (waiting === undefined || measurement.provenance !== null || measurement.whole.state !== 'no_data')
    return measurement
  const { because, needs, printed } = waiting
  const whole = absentFigure(measurement.whole, printed ?? 'no_data', because.fr, needs.fr)
  return { ...measurement, whole, byTerritory: [], split: refusedSplit(query, whole.reason) }
}

/** What a measure needs to know of the indicator it serves. */
export function contextOf(
  programme: Programme,
  definition: IndicatorDefinition,
  query: Query = DEFAULT_QUERY,
): MeasureContext {
  return {
    programme,
    format: definition.format,
    unit: definition.unit.fr,
    byTerritory: definition.byTerritory,
    query,
  }
}

/** A family of comparisons is declared over everybody, before the data is seen. */
const NOT_COMPARED = Object.freeze({
  comparison: null,
  notCompared: 'Les comparaisons sont déclarées sur l’ensemble : aucune n’est faite sur une partie.',
})

function resultOf(
  programme: Programme,
  definition: IndicatorDefinition,
  query: Query,
  measurements: ReadonlyMap<string, Measurement>,
): IndicatorResult {
  const measurement = measurements.get(definition.id)
  if (!measurement) throw new RangeError(`indicator ${definition.id} was not measured`)
  return {
    sheet: sheetOf(programme, definition.id),
    status: statusOf(definition, measurement.whole),
    statusWords: statusWords(definition, measurement.whole),
    reading: readingOf(definition, measurement.whole),
    whole: measurement.whole,
    byTerritory: [...measurement.byTerritory],
    split: measurement.split,
    ...(isFiltered(query) ? NOT_COMPARED : compareTerritories(programme, definition, measurements)),
  }
}
