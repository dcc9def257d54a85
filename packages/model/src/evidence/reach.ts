import type { Nature, Voice } from '@retombees/contract/evidence'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import { TABLES } from '@retombees/warehouse/tables'
import { type Kysely, sql } from 'kysely'
import { counted, frenchDate, frenchNumber, typeset } from '../french.ts'
import { countsEverything } from '../measures/completeness.ts'
import { SMALL_BASE } from '../measures/figures.ts'
import { responsesTable } from '../measures/responses.ts'
import { columnsPresent } from '../present-tables.ts'
import { isEvidence, type Witness } from './witness.ts'

/** How far the rows of a load reach: which centres they name, and the last day that they speak of. */
export interface Reach {
  readonly centres: ReadonlySet<string>
  /** ISO; null where the rows have neither day nor period. */
  readonly until: string | null
}

interface ReachRow {
  readonly load_id: string
  readonly centre: string | null
  readonly day: string | null
  readonly period: string | null
}

/** Where the rows of each load are, by a grouped query on each table of this face that says where its rows come from. */
export async function reachesOf(
  db: Kysely<Database>,
  programme: Programme,
  loads: readonly string[],
): Promise<ReadonlyMap<string, Reach>> {
  const found = new Map<string, { centres: Set<string>; until: string | null }>()
  if (loads.length === 0) return found
  const tables = [
    ...TABLES.map(({ name }) => name),
    ...programme.questionnaires.map(({ id }) => responsesTable(id)),
  ]
  for (const table of tables) {
    const columns = await columnsPresent(db, table)
    const [day, period] = [columns.has('day'), columns.has('period')]
    if (!columns.has('load_id') || !columns.has('centre') || !(day || period)) continue
    for (const row of await reachQuery(db, table, { day, period }, loads).execute()) {
      const own = found.get(row.load_id) ?? { centres: new Set<string>(), until: null }
      if (row.centre) own.centres.add(row.centre)
      const until = row.day ?? programme.periods.find(({ id }) => id === row.period)?.end ?? null
      if (until !== null && (own.until === null || until > own.until)) own.until = until
      found.set(row.load_id, own)
    }
  }
  return found
}

/** The last day of each centre in each load: filters and grouped aggregates over one table. */
export function reachQuery(
  db: Kysely<Database>,
  table: string,
  has: { readonly day: boolean; readonly period: boolean },
  loads: readonly string[],
) {
  return db
    .selectFrom(sql<ReachRow>`${sql.table(table)}`.as('fact'))
    .select([
      sql<string>`load_id`.as('load_id'),
      sql<string | null>`centre`.as('centre'),
      (has.day ? sql<string | null>`cast(max(day) as varchar)` : sql<null>`null`).as('day'),
      (has.period ? sql<string | null>`max(period)` : sql<null>`null`).as('period'),
    ])
    .where(sql<boolean>`load_id in (${sql.join([...loads])})`)
    .groupBy([sql`1`, sql`2`])
}

const VOICES: Readonly<Record<Voice, string>> = Object.freeze({
  resident: 'habitants',
  staff: 'salariés',
  record: 'relevés',
  observer: 'observateurs',
})
const NATURES: Readonly<Record<Nature, string>> = Object.freeze({
  perception: 'perception',
  observation: 'observation',
  count: 'comptage',
  'before-after': 'avant/après',
})

/**
 * What the strength of a balance stands on, in one French sentence: bases, voices, natures, centres, age of the data. None
 * where nothing is measured. It is told beside the strength and weighs nothing: there is no single score.
 */
export function reachReason(
  programme: Programme,
  witnesses: readonly Witness[],
  reaches: ReadonlyMap<string, Reach>,
): readonly string[] {
  const measured = witnesses.filter(({ result }) => isEvidence(result))
  if (measured.length === 0) return []
  const own = measured.flatMap(({ result: { whole } }) => (whole.state === 'value' ? whole.loads : []))
  const reached = [...new Set(own)].flatMap((load) => reaches.get(load) ?? [])
  const centres = new Set(reached.flatMap((reach) => [...reach.centres]))
  const days = reached.flatMap(({ until }) => until ?? []).sort()
  return [
    typeset(
      `Portée : ${[
        basesOf(measured),
        `voix : ${listed(measured.map(({ result }) => VOICES[result.sheet.voice]))}`,
        `nature : ${listed(measured.map(({ result }) => NATURES[result.sheet.nature]))}`,
        centres.size === 0
          ? 'centres non distingués'
          : `${counted(centres.size, 'centre')} sur ${programme.centres.length}`,
        ...(days.length === 0 ? [] : [`données jusqu'au ${frenchDate(days.at(-1) ?? '')}`]),
      ].join(' ; ')}.`,
    ),
  ]
}

function basesOf(measured: readonly Witness[]): string {
  const bases = measured.flatMap(({ definition, result: { whole } }) =>
    whole.state === 'value' && !countsEverything(definition.measure) ? [whole.base.n] : [],
  )
  if (bases.length === 0) return 'dénombrements complets'
  const [least, most] = [Math.min(...bases), Math.max(...bases)].map((n) => frenchNumber(n))
  const small = bases.filter((n) => n < SMALL_BASE).length
  const range = least === most ? `base de ${least}` : `bases de ${least} à ${most}`
  return small > 0 ? `${range}, dont ${frenchNumber(small)} sous ${SMALL_BASE}` : range
}

function listed(words: readonly string[]): string {
  return [...new Set(words)].join(', ')
}
