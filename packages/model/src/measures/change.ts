import type { Figure } from '@retombees/contract/figure'
import { BLANK, type Query } from '@retombees/contract/query'
import type { Change } from '@retombees/programme/measure'
import type { Programme } from '@retombees/programme/programme'
import { isAbsent } from '@retombees/statistics/absence'
import { pairedChange } from '@retombees/statistics/paired-change'
import type { Database } from '@retombees/warehouse/database'
import { type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { counted } from '../french.ts'
import { groupBy } from '../group-by.ts'
import { isPresent } from '../present-tables.ts'
import { isTime } from './dimensions.ts'
import { columnWords, hasColumn, requireColumns } from './fact-table.ts'
import { absentFigure, type FigureFrame, knownFigure, SMALLEST_MEAN_BASE } from './figures.ts'
import { allOf, condition } from './filter.ts'
import { filterWords } from './filter-words.ts'
import type { MeasureKind } from './measure-kind.ts'
import { alternativeProvenance, chosenProvenance } from './provenance.ts'
import type { Selection } from './selection.ts'
import { absentTable, refusedMeasurement, type SliceMeasure, selectionOf, sliceRows } from './slices.ts'
import { refusedSplit, splitOf, territoriesOf, whereOf } from './split.ts'

type ChangeMeasure = z.infer<typeof Change>

/** What one person had at the two moments, in one place and one area: exact sums and counts of values. */
interface PersonRow {
  readonly provenance: string
  readonly territory: string | null
  readonly person: string
  readonly within: string
  /** Whether the query asks for these rows. */
  readonly kept: boolean
  readonly part: string | null
  readonly before_sum: string | null
  readonly before_n: number | bigint
  readonly after_sum: string | null
  readonly after_n: number | bigint
  readonly loads: string
}

/**
 * Change after − before on the same persons, with Student's interval at 95 % from five pairs on. Those seen once only are
 * said in the base. A person of two territories is paired in each, and once in the whole.
 */
export const change: MeasureKind<ChangeMeasure> = Object.freeze({
  queries: (db, measure, context) => {
    const selection = selectionOf(changing(measure), context)
    return 'refused' in selection ? [] : [personQuery(db, measure, selection)]
  },
  measure: async (db, measure, context) => {
    const { query, programme } = context
    const selection = selectionOf(changing(measure), context)
    if ('refused' in selection) return refusedMeasurement(context, selection.refused)
    if (!(await isPresent(db, measure.from))) return absentTable(db, measure.from, context)
    const rows = await personQuery(db, measure, selection).execute()
    const provenance = chosenProvenance(rows.map((row) => row.provenance))
    const notes = alternativeProvenance(rows.map((row) => row.provenance))
    const own = rows.filter((row) => row.provenance === provenance && row.kept)
    const figure = (some: readonly PersonRow[], where: Readonly<Record<string, string>>): Figure => {
      const frame = { where, format: context.format, unit: context.unit }
      if (provenance === null || some.length === 0) {
        return absentFigure(frame, 'no_data', 'Aucune ligne n’est chargée.')
      }
      const made = changeFigure(some, frame, { provenance, rule: rule(measure, programme) })
      return made.state === 'value' ? { ...made, discrepancies: [...notes] } : made
    }
    const parts = groupBy(own, (row) => row.part ?? BLANK)
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
      split: splitRefused(query, selection)
        ? refusedSplit(query, splitRefused(query, selection))
        : splitOf(programme, query, measure.from, parts.keys(), (key, where) =>
            figure(parts.get(key) ?? [], where),
          ),
    }
  },
  rowsBehind: (db, measure, slice, context) => sliceRows(db, changing(measure), slice, context),
  describe: (measure, programme) =>
    `Différence moyenne entre « après » et « avant », sur les mêmes personnes : ${rule(measure, programme)}.`,
} satisfies MeasureKind<ChangeMeasure>)

/** A change lies between two moments: it is of no month, and of no year. */
function splitRefused(query: Query, { splitRefused: refused }: Selection): string | null {
  if (query.by === '' || !isTime(query.by)) return refused
  return 'Un changement entre deux moments ne se rattache pas à une période.'
}

function changing(measure: ChangeMeasure): SliceMeasure {
  requireColumns(measure.from, [
    measure.of,
    measure.person,
    measure.moment,
    ...(measure.within === undefined ? [] : [measure.within]),
    ...Object.keys(measure.where),
  ])
  return {
    table: measure.from,
    where: measure.where,
    and: sql<boolean>`(${sql.ref(measure.of)} is not null and ${sql.ref(measure.person)} is not null)`,
    aggregates: () => ({}),
  }
}

/** Rows that the query leaves out are grouped apart (`kept` false): the provenance is chosen among all. */
function personQuery(db: Kysely<Database>, measure: ChangeMeasure, { kept, split }: Selection) {
  const value = sql`cast(${sql.ref(measure.of)} as decimal(14, 4))`
  const at = (moment: string) => sql`filter (where ${sql.ref(measure.moment)} = ${moment})`
  const territory = hasColumn(measure.from, 'territory') ? sql<string | null>`territory` : sql<null>`null`
  const within = measure.within === undefined ? sql<string>`''` : sql<string>`${sql.ref(measure.within)}`
  const { and, where } = changing(measure)
  const columns = [
    sql<string>`provenance`.as('provenance'),
    territory.as('territory'),
    sql<string>`cast(${sql.ref(measure.person)} as varchar)`.as('person'),
    within.as('within'),
    sql<boolean>`coalesce(${kept}, false)`.as('kept'),
    (split ?? sql<null>`null`).as('part'),
  ]
  return db
    .selectFrom(sql<PersonRow>`${sql.table(measure.from)}`.as('fact'))
    .select([
      ...columns,
      sql<string | null>`sum(${value}) ${at(measure.before)}`.as('before_sum'),
      sql<number>`count(*) ${at(measure.before)}`.as('before_n'),
      sql<string | null>`sum(${value}) ${at(measure.after)}`.as('after_sum'),
      sql<number>`count(*) ${at(measure.after)}`.as('after_n'),
      sql<string>`string_agg(distinct load_id, '|')`.as('loads'),
    ])
    .where(allOf([condition(where), ...(and === undefined ? [] : [and])]))
    .groupBy(columns.map((_, index) => sql`${sql.lit(index + 1)}`))
    .orderBy(sql`3`)
    .orderBy(sql`4`)
    .orderBy(sql`2`)
    .orderBy(sql`6`) as SelectQueryBuilder<{ fact: PersonRow }, 'fact', PersonRow>
}

interface PersonChange {
  readonly before: number | null
  readonly after: number | null
}

/** The pairs of a person come from the same area; the person's levels are their means over the paired areas. */
function changeOf(rows: readonly PersonChange[]): PersonChange {
  const paired = rows.flatMap(({ before, after }) =>
    before !== null && after !== null ? [{ before, after }] : [],
  )
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  if (paired.length > 0) {
    return { before: mean(paired.map((each) => each.before)), after: mean(paired.map((each) => each.after)) }
  }
  return {
    before: rows.find((row) => row.before !== null)?.before ?? null,
    after: rows.some((row) => row.before !== null)
      ? null
      : (rows.find((row) => row.after !== null)?.after ?? null),
  }
}

function changeFigure(
  rows: readonly PersonRow[],
  frame: FigureFrame,
  { provenance, rule: words }: { provenance: 'field' | 'published' | 'simulated'; rule: string },
): Figure {
  const persons = [...groupBy(merged(rows), ({ person }) => person).values()].map(changeOf)
  const pairs = persons.flatMap(({ before, after }) =>
    before !== null && after !== null ? [{ before, after }] : [],
  )
  const once = {
    before: persons.filter(({ before, after }) => before !== null && after === null).length,
    after: persons.filter(({ before, after }) => before === null && after !== null).length,
  }
  const attrition = `${counted(once.before, 'personne vue', 'personnes vues')} avant seulement, ${counted(once.after, 'après seulement', 'après seulement')}`
  const result = pairedChange(
    pairs.map(({ before }) => before),
    pairs.map(({ after }) => after),
  )
  if (isAbsent(result)) {
    return absentFigure(frame, 'no_data', `Aucune personne n’a été mesurée aux deux moments (${attrition}).`)
  }
  const few = result.n < SMALLEST_MEAN_BASE
  const interval = few || isAbsent(result.interval) ? null : result.interval
  return knownFigure(frame, {
    value: result.mean,
    base: { kind: 'persons', rule: `${words} ; ${attrition}`, n: result.n },
    interval: interval && { ...interval, method: 't' },
    ...(interval
      ? {}
      : {
          intervalNote: few
            ? 'Moins de cinq personnes : pas d’intervalle.'
            : 'Le même changement pour tous : pas d’intervalle.',
        }),
    provenance,
    loads: rows.flatMap((row) => row.loads.split('|')),
  })
}

/** In the whole, the two moments of a person may lie in two places: rows of one area are put together. */
function merged(rows: readonly PersonRow[]): readonly (PersonChange & { person: string })[] {
  return [...groupBy(rows, (row) => JSON.stringify([row.person, row.within])).values()].flatMap((same) => {
    const [first] = same
    if (!first) return []
    return [
      {
        person: first.person,
        before: meanOf(same.map((row) => ({ sum: row.before_sum, n: row.before_n }))),
        after: meanOf(same.map((row) => ({ sum: row.after_sum, n: row.after_n }))),
      },
    ]
  })
}

function meanOf(parts: readonly { sum: string | null; n: number | bigint }[]): number | null {
  const n = parts.reduce((all, part) => all + Number(part.n), 0)
  return n === 0 ? null : parts.reduce((all, part) => all + Number(part.sum ?? 0), 0) / n
}

function rule(measure: ChangeMeasure, programme: Programme): string {
  const filter = filterWords(measure.from, measure.where, programme)
  return `${columnWords(measure.from, measure.of)}${filter ? ` (${filter})` : ''}, personnes mesurées aux deux moments`
}
