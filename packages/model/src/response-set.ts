import type { Provenance } from '@retombees/contract/figure'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import { findQuestionnaire } from './codebook.ts'
import { allOf } from './measures/filter.ts'
import { chosenProvenance } from './measures/provenance.ts'
import { responsesTable } from './measures/responses.ts'
import { latestPeriod } from './measures/tally-rows.ts'
import { columnsPresent } from './present-tables.ts'

/** The answers of a questionnaire that a table may be made of: of one provenance and one wave, which are never added. */
export interface ResponseSet {
  readonly table: string
  readonly columns: ReadonlySet<string>
  readonly provenance: Provenance
  readonly period: string | null
  readonly n: number
  readonly loads: readonly string[]
  /** The rows of the set; true when it is the whole table. */
  readonly rows: RawBuilder<SqlBool>
  /** The weight of a row, zero where it has none; null without weights. */
  readonly weight: RawBuilder<string> | null
}

interface WaveRow {
  readonly provenance: string
  readonly period: string | null
  readonly n: number | bigint
  readonly loads: string
}

/** The waves of a questionnaire in a face, one grouped query. */
export function wavesQuery(db: Kysely<Database>, questionnaire: string) {
  return db
    .selectFrom(sql<WaveRow>`${sql.table(responsesTable(questionnaire))}`.as('fact'))
    .select([
      sql<string>`provenance`.as('provenance'),
      sql<string | null>`period`.as('period'),
      sql<number>`count(*)`.as('n'),
      sql<string>`string_agg(distinct load_id, '|')`.as('loads'),
    ])
    .groupBy([sql`provenance`, sql`period`])
}

/** The answers to read, or null where the face has none: collected ones first, simulated last; the latest wave. */
export async function readResponseSet(
  db: Kysely<Database>,
  programme: Programme,
  questionnaire: string,
): Promise<ResponseSet | null> {
  const table = responsesTable(questionnaire)
  const columns = await columnsPresent(db, table)
  if (columns.size === 0) return null
  const waves = await wavesQuery(db, questionnaire).execute()
  const provenance = chosenProvenance(waves.map((wave) => wave.provenance))
  if (provenance === null) return null
  const own = waves.filter((wave) => wave.provenance === provenance)
  const period = latestPeriod(
    own.map((wave) => wave.period),
    programme,
  )
  const wave = own.find((each) => each.period === period)
  const { weight } = findQuestionnaire(programme, questionnaire)
  const conditions = [
    ...(waves.length === own.length ? [] : [sql<SqlBool>`provenance = ${provenance}`]),
    ...(own.length === 1
      ? []
      : [period === null ? sql<SqlBool>`period is null` : sql<SqlBool>`period = ${period}`]),
  ]
  return {
    table,
    columns,
    provenance,
    period,
    n: Number(wave?.n ?? 0),
    loads: (wave?.loads ?? '').split('|').filter(Boolean).sort(),
    rows: allOf(conditions),
    weight:
      weight !== undefined && columns.has(weight)
        ? sql<string>`greatest(coalesce(${sql.ref(weight)}, 0), 0)::decimal(14,4)`
        : null,
  }
}
