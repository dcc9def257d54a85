import type { Figure } from '@retombees/contract/figure'
import type { Turnover } from '@retombees/programme/measure'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import { type Kysely, sql } from 'kysely'
import type { z } from 'zod'
import { groupBy } from '../group-by.ts'
import { isPresent } from '../present-tables.ts'
import { isTime } from './dimensions.ts'
import { shapeOf } from './fact-table.ts'
import { absentFigure, knownFigure } from './figures.ts'
import { filterWords } from './filter-words.ts'
import type { MeasureContext, MeasureKind } from './measure-kind.ts'
import { chosenProvenance } from './provenance.ts'
import { daysOf, type Selection, selectRows } from './selection.ts'
import { absentTable, refusedMeasurement, type SliceMeasure, sliceRows } from './slices.ts'
import { refusedSplit, splitOf, territoriesOf, whereOf } from './split.ts'

type TurnoverMeasure = z.infer<typeof Turnover>

interface PostRow {
  readonly provenance: string
  readonly territory: string | null
  readonly part: string | null
  readonly kept: boolean
  readonly started: string
  readonly ended: string | null
  readonly posts: number | bigint
  readonly loads: string
}

const TABLE = 'posts'
const YEAR = 365.25
const DAY = 86_400_000

/**
 * Departures for each year that a post was filled: departures over the days in post, from the first day known to the
 * last, or within the period asked for. A post still filled counts its days and no departure.
 */
export const turnover: MeasureKind<TurnoverMeasure> = Object.freeze({
  queries: (db, measure, context) => {
    const selection = selected(measure, context)
    return 'refused' in selection ? [] : [postsQuery(db, selection)]
  },
  measure: async (db, measure, context) => {
    const { query, programme } = context
    const selection = selected(measure, context)
    if ('refused' in selection) return refusedMeasurement(context, selection.refused)
    if (!(await isPresent(db, TABLE))) return absentTable(db, TABLE, context)
    const rows = await postsQuery(db, selection).execute()
    const provenance = chosenProvenance(rows.map((row) => row.provenance))
    const all = rows.filter((row) => row.provenance === provenance)
    const own = all.filter((row) => row.kept)
    const [first, last] = query.period === '' ? extent(all) : bounds(programme, query.period)
    const figure = (some: readonly PostRow[], where: Readonly<Record<string, string>>): Figure => {
      const frame = { where, format: context.format, unit: context.unit }
      const years = some.reduce((sum, row) => sum + Number(row.posts) * daysIn(row, first, last), 0) / YEAR
      if (provenance === null || years === 0)
        return absentFigure(frame, 'no_data', 'Aucun poste n’est connu sur cette période.')
      const left = some.filter(({ ended }) => ended !== null && ended >= first && ended <= last)
      const departures = left.reduce((sum, row) => sum + Number(row.posts), 0)
      return knownFigure(frame, {
        value: departures / years,
        numerator: departures,
        denominator: years,
        base: {
          kind: 'posts',
          rule: `postes pourvus entre ${first} et ${last}, en années${rule(measure, programme)}`,
          n: some.reduce((sum, row) => sum + (daysIn(row, first, last) > 0 ? Number(row.posts) : 0), 0),
        },
        intervalNote: 'Dénombrement complet : pas d’intervalle.',
        provenance,
        loads: some.flatMap((row) => row.loads.split('|')),
      })
    }
    const parts = groupBy(own, (row) => row.part ?? '-')
    return {
      provenance,
      whole: figure(own, whereOf(query)),
      byTerritory: context.byTerritory
        ? territoriesOf(programme, query).map((id) => ({
            territory: id,
            figure: figure(
              own.filter((row) => row.territory === id),
              { ...whereOf(query), territory: id },
            ),
          }))
        : [],
      split:
        selection.splitRefused !== null
          ? refusedSplit(query, selection.splitRefused)
          : splitOf(programme, query, TABLE, parts.keys(), (key, where) =>
              figure(parts.get(key) ?? [], where),
            ),
    }
  },
  rowsBehind: (db, measure, slice, context) =>
    sliceRows(db, posts(measure), slice, { ...context, query: { ...context.query, period: '' } }),
  describe: (measure, programme) =>
    `Départs rapportés aux années pendant lesquelles les postes étaient pourvus${rule(measure, programme)}.`,
} satisfies MeasureKind<TurnoverMeasure>)

function posts(measure: TurnoverMeasure): SliceMeasure {
  return { table: TABLE, where: measure.where, aggregates: () => ({}) }
}

/** A post lasts: a period asked for bounds its days, and is no column to filter. */
function selected(measure: TurnoverMeasure, { programme, query }: MeasureContext) {
  const selection = selectRows(programme, shapeOf(TABLE), measure.where, { ...query, period: '' })
  if ('refused' in selection || query.by === '' || !isTime(query.by)) return selection
  return { ...selection, splitRefused: 'Une rotation se lit sur une durée : demander une période.' }
}

function postsQuery(db: Kysely<Database>, { kept, split }: Selection) {
  return db
    .selectFrom(sql<PostRow>`posts`.as('fact'))
    .select([
      sql<string>`provenance`.as('provenance'),
      sql<string | null>`territory`.as('territory'),
      (split ?? sql<string | null>`cast(null as varchar)`).as('part'),
      sql<boolean>`coalesce(${kept}, false)`.as('kept'),
      sql<string>`started_on`.as('started'),
      sql<string | null>`ended_on`.as('ended'),
      sql<number>`count(*)`.as('posts'),
      sql<string>`string_agg(distinct load_id, '|')`.as('loads'),
    ])
    .groupBy([sql`1`, sql`2`, sql`3`, sql`4`, sql`5`, sql`6`])
}

function extent(rows: readonly PostRow[]): readonly [string, string] {
  const days = rows.flatMap(({ started, ended }) => (ended === null ? [started] : [started, ended])).sort()
  return [days[0] ?? '', days.at(-1) ?? '']
}

function bounds(programme: Programme, period: string): readonly [string, string] {
  const { start, end } = daysOf(programme, period)
  return [start, end]
}

/** Days in post between two days, both included. */
function daysIn({ started, ended }: PostRow, first: string, last: string): number {
  const from = started > first ? started : first
  const to = ended !== null && ended < last ? ended : last
  return from > to ? 0 : (Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / DAY + 1
}

function rule(measure: TurnoverMeasure, programme: Programme): string {
  const filter = filterWords(TABLE, measure.where, programme)
  return filter ? ` (${filter})` : ''
}
