import type { Discrepancy, Provenance } from '@retombees/contract/figure'
import { DEFAULT_QUERY, type Dimension, type Query } from '@retombees/contract/query'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { sentence } from '../french.ts'
import { DIMENSION_WORDS } from './dimensions.ts'
import { alternativeProvenance, chosenProvenance } from './provenance.ts'
import { daysOf } from './selection.ts'
import { BASE, type Certainty, type Tally } from './tally.ts'

export interface TallyRow extends Tally {
  readonly variable: string
  readonly territory: string | null
  readonly period: string | null
}

/** Tallies of one provenance and, where they are dated, of the latest period that has any. */
export interface TallySet {
  readonly from: 'tallies' | 'responses'
  /** The table that was read. */
  readonly table: string
  readonly provenance: Provenance | null
  readonly period: string | null
  readonly rows: readonly TallyRow[]
  /** Another reading of the same thing that was left out. */
  readonly alternatives: readonly Discrepancy[]
  /** The rows of each part of the split that was asked for; null when none was. */
  readonly parts: ReadonlyMap<string | null, readonly TallyRow[]> | null
  /** Why these rows cannot answer the query, in French; null when they can. */
  readonly refused: string | null
  /** Why they cannot be split as asked; null when they can, or when nothing was asked. */
  readonly splitRefused: string | null
}

/** Which tallies: those of a variable, with the bases printed for `baseOf` (its question) if it has none of its own. */
export interface TallySelection {
  readonly variable: string
  readonly questionnaire?: string
  readonly baseOf?: string
}

/** The printed tallies of a variable; those printed centre by centre are left out. */
export function tallyQuery(db: Kysely<Database>, { variable, questionnaire, baseOf }: TallySelection) {
  let query = db
    .selectFrom('tallies')
    .select([
      'load_id',
      'row_no',
      'provenance',
      'variable',
      'codes',
      'territory',
      'period',
      'n',
      'certainty',
      'reason',
    ])
    .where('centre', 'is', null)
    .orderBy('load_id')
    .orderBy('row_no')
  if (questionnaire !== undefined) query = query.where('questionnaire', '=', questionnaire)
  if (baseOf === undefined || baseOf === variable) return query.where('variable', '=', variable)
  return query.where((is) =>
    is.or([is('variable', '=', variable), is.and([is('variable', '=', baseOf), is('codes', '=', BASE)])]),
  )
}

/** Reads tallies and keeps those of one provenance and one period: two waves are never added. */
export async function readTallies(
  db: Kysely<Database>,
  programme: Programme,
  selection: TallySelection,
  query: Query = DEFAULT_QUERY,
): Promise<TallySet> {
  const read = await tallyQuery(db, selection).execute()
  const own = read.filter((row) => row.variable === selection.variable)
  const provenance = chosenProvenance(own.map((row) => row.provenance))
  const present = own.filter((row) => row.provenance === provenance).map((row) => row.period)
  const wanted = periodsWithin(present, programme, query)
  const period = latestPeriod(wanted, programme)
  const known = present.length === 0 || wanted.length > 0
  const hasOwnBase = new Set(own.filter((row) => row.codes === BASE).map((row) => row.territory))
  return {
    from: 'tallies',
    table: 'tallies',
    provenance,
    period,
    alternatives: alternativeProvenance(own.map((row) => row.provenance)),
    parts: null,
    refused: printedRefusal(query),
    splitRefused: query.by === '' || query.by === 'territory' ? null : marginsOnly(query.by),
    rows: read
      .filter((row) => known && row.provenance === provenance && row.period === period)
      .filter((row) => row.variable === selection.variable || !hasOwnBase.has(row.territory))
      .map((row) => ({
        origins: [{ load_id: row.load_id, row_no: row.row_no }],
        loads: [row.load_id],
        variable: row.variable,
        territory: row.territory,
        period: row.period,
        codes: row.codes.split('|'),
        n: row.n,
        certainty: row.certainty as Certainty,
        reason: row.reason,
      })),
  }
}

/** What was printed was counted by territory, each variable apart: nothing else can be asked of it. */
function printedRefusal(query: Query): string | null {
  const asked = (['centre', 'gender', 'age', 'kind', 'area', 'theme'] as const).find(
    (each) => query[each].length > 0,
  )
  return asked === undefined ? null : marginsOnly(asked)
}

function marginsOnly(dimension: Dimension): string {
  return sentence(
    `des effectifs imprimés, une variable à la fois et par territoire : aucun n’est croisé avec ${DIMENSION_WORDS[dimension]}`,
  )
}

/** The periods that lie within the one asked for: a wave is never cut. */
export function periodsWithin(
  periods: readonly (string | null)[],
  programme: Programme,
  query: Query,
): readonly (string | null)[] {
  if (query.period === '') return periods
  const asked = daysOf(programme, query.period)
  return periods.filter((period) => {
    const own = programme.periods.find((each) => each.id === period)
    return own !== undefined && asked.start <= own.start && own.end <= asked.end
  })
}

/** The period that ends last. */
export function latestPeriod(periods: readonly (string | null)[], programme: Programme): string | null {
  const rank = (period: string | null) =>
    programme.periods.find((each) => each.id === period)?.end ?? (period === null ? '' : period)
  return [...periods].sort((a, b) => rank(a).localeCompare(rank(b))).at(-1) ?? null
}
