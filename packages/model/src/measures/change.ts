import type { Figure } from '@retombees/contract/figure'
import type { Change } from '@retombees/programme/measure'
import type { Programme } from '@retombees/programme/programme'
import { isAbsent } from '@retombees/statistics/absence'
import { pairedChange } from '@retombees/statistics/paired-change'
import type { Database } from '@retombees/warehouse/database'
import { type Kysely, sql } from 'kysely'
import type { z } from 'zod'
import { counted } from '../french.ts'
import { groupBy } from '../group-by.ts'
import { columnWords, hasColumn, requireColumns } from './fact-table.ts'
import { absentFigure, type FigureFrame, knownFigure, SMALLEST_MEAN_BASE } from './figures.ts'
import { condition } from './filter.ts'
import { filterWords } from './filter-words.ts'
import type { MeasureKind } from './measure-kind.ts'
import { alternativeProvenance, chosenProvenance } from './provenance.ts'
import { isPresent, sliceRows, withheld } from './slices.ts'

type ChangeMeasure = z.infer<typeof Change>

/** What one person had at the two moments, in one place: sums and counts of values, null where there were none. */
interface PersonRow {
  readonly provenance: string
  readonly territory: string | null
  readonly person: string
  readonly within: string
  readonly before: number | null
  readonly after: number | null
  readonly loads: string
}

/**
 * Change after − before on the same persons, with Student's interval at 95 % from five pairs on. Those seen once only are
 * said in the base. A person of two territories is paired in each, and once in the whole.
 */
export const change: MeasureKind<ChangeMeasure> = Object.freeze({
  queries: (db, measure) => [personQuery(db, measure)],
  measure: async (db, measure, context) => {
    if (!(await isPresent(db, measure.from))) return withheld(context)
    const rows = await personQuery(db, measure).execute()
    const provenance = chosenProvenance(rows.map((row) => row.provenance))
    const notes = alternativeProvenance(rows.map((row) => row.provenance))
    const own = rows.filter((row) => row.provenance === provenance)
    const figure = (some: readonly PersonRow[], where: Readonly<Record<string, string>>): Figure => {
      const frame = { where, format: context.format, unit: context.unit }
      if (provenance === null || some.length === 0) {
        return absentFigure(frame, 'no_data', 'Aucune ligne n’est chargée.')
      }
      const made = changeFigure(some, frame, { provenance, rule: rule(measure, context.programme) })
      return made.state === 'value' ? { ...made, discrepancies: [...notes] } : made
    }
    return {
      provenance,
      whole: figure(own, {}),
      byTerritory: context.byTerritory
        ? context.programme.territories.map(({ id }) => ({
            territory: id,
            figure: figure(
              own.filter((row) => row.territory === id),
              { territory: id },
            ),
          }))
        : [],
    }
  },
  rowsBehind: (db, measure, slice) => sliceRows(db, measure.from, usedRows(measure), slice),
  describe: (measure, programme) =>
    `Différence moyenne entre « après » et « avant », sur les mêmes personnes : ${rule(measure, programme)}.`,
} satisfies MeasureKind<ChangeMeasure>)

function personQuery(db: Kysely<Database>, measure: ChangeMeasure) {
  requireColumns(measure.from, [
    measure.of,
    measure.person,
    measure.moment,
    ...(measure.within === undefined ? [] : [measure.within]),
    ...Object.keys(measure.where),
  ])
  const value = sql`cast(${sql.ref(measure.of)} as decimal(14, 4))`
  const at = (moment: string) =>
    sql<number | null>`avg(${value}) filter (where ${sql.ref(measure.moment)} = ${moment})`
  const territory = hasColumn(measure.from, 'territory') ? sql<string | null>`territory` : sql<null>`null`
  const within = measure.within === undefined ? sql<string>`''` : sql<string>`${sql.ref(measure.within)}`
  return db
    .selectFrom(sql<PersonRow>`${sql.table(measure.from)}`.as('fact'))
    .select([
      sql<string>`provenance`.as('provenance'),
      territory.as('territory'),
      sql<string>`cast(${sql.ref(measure.person)} as varchar)`.as('person'),
      within.as('within'),
      at(measure.before).as('before'),
      at(measure.after).as('after'),
      sql<string>`string_agg(distinct load_id, '|')`.as('loads'),
    ])
    .where(usedRows(measure))
    .groupBy([sql`1`, sql`2`, sql`3`, sql`4`])
    .orderBy(sql`3`)
    .orderBy(sql`4`)
    .orderBy(sql`2`)
}

function usedRows(measure: ChangeMeasure) {
  return sql<boolean>`(${condition(measure.where)} and ${sql.ref(measure.of)} is not null and ${sql.ref(measure.person)} is not null)`
}

interface PersonChange {
  readonly before: number | null
  readonly after: number | null
}

/** The pairs of a person come from the same area; the person's levels are their means over the paired areas. */
function changeOf(rows: readonly PersonRow[]): PersonChange {
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

/** In the whole, the two moments of a person may lie in two territories: rows of one area are put together. */
function merged(rows: readonly PersonRow[]): readonly PersonRow[] {
  return [...groupBy(rows, (row) => JSON.stringify([row.person, row.within])).values()].flatMap((same) => {
    const [first] = same
    if (!first) return []
    const known = (values: readonly (number | null)[]) => values.find((value) => value !== null) ?? null
    return [
      {
        ...first,
        before: known(same.map((row) => row.before)),
        after: known(same.map((row) => row.after)),
        loads: same.map((row) => row.loads).join('|'),
      },
    ]
  })
}

function rule(measure: ChangeMeasure, programme: Programme): string {
  const filter = filterWords(measure.from, measure.where, programme)
  return `${columnWords(measure.from, measure.of)}${filter ? ` (${filter})` : ''}, personnes mesurées aux deux moments`
}
