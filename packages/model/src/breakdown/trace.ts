import type { AxisId } from '@retombees/contract/breakdown-search'
import type { Lineage } from '@retombees/contract/lineage'
import { BLANK } from '@retombees/contract/query'
import type { Depth } from '@retombees/contract/role'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import { lineageOf } from '../lineage/traced.ts'
import { allOf } from '../measures/filter.ts'
import type { RowId } from '../measures/measure-kind.ts'
import { isPresent } from '../present-tables.ts'
import { axisExpression } from './axes.ts'
import { type BreakdownQuestion, breakdown } from './breakdown.ts'
import { countedOf } from './counted.ts'
import { selectionFor, workshopsByArea } from './selected.ts'

/** A cell by the keys of its row and column; neither: the whole. */
export interface CellPlace {
  readonly row: string | null
  readonly column: string | null
}

const RULES = Object.freeze({
  rows: 'Nombre de lignes de la source qui répondent à la demande.',
  persons: 'Nombre de personnes différentes ; les lignes sans personne reconnue ne comptent pas.',
  heads: 'Somme des effectifs décomptés ; un effectif vide n’est pas un zéro.',
})

/** From a cell of a breakdown, or from its total, back to the rows that were counted. A published cell has no rows to show. */
export async function traceBreakdown(
  db: Kysely<Database>,
  programme: Programme,
  question: BreakdownQuestion,
  { row, column }: CellPlace,
  depth: Depth,
): Promise<Lineage> {
  const table = await breakdown(db, programme, question)
  const measure = countedOf(question.topic, question.measure)
  const cell = table.cells.find((each) => each.row === row && each.column === column)
  const figure = cell?.figure ?? table.total
  const label = [table.rows.values, table.columns?.values ?? []].flatMap(
    (values, axis) => values.find(({ key }) => key === (axis === 0 ? row : column))?.label ?? [],
  )
  const rows =
    table.provenance !== null && figure.state === 'value' && (await isPresent(db, measure.table))
      ? await rowsOf(db, programme, question, { row, column }, table.provenance)
      : []
  return lineageOf(db, depth, rows, {
    subject: `${question.topic}:${measure.id}:${[row, column].filter(Boolean).join(':') || 'total'}`,
    label: [measure.unit.charAt(0).toUpperCase() + measure.unit.slice(1), ...label].join(', '),
    figure,
    measure: {
      kind: measure.value,
      sentence: `${RULES[measure.value]} Source : ${measure.source}.`,
      version: '',
    },
  })
}

async function rowsOf(
  db: Kysely<Database>,
  programme: Programme,
  { topic, measure: id, rows, columns, query }: BreakdownQuestion,
  { row, column }: CellPlace,
  provenance: string,
): Promise<readonly RowId[]> {
  const measure = countedOf(topic, id)
  const areas = await workshopsByArea(db)
  const selected = selectionFor(programme, measure, query, columns === null ? [rows] : [rows, columns], areas)
  if ('refused' in selected) return []
  const at = (axis: AxisId | null, key: string | null): RawBuilder<SqlBool>[] => {
    const expression = axis === null || key === null ? null : axisExpression(measure, axis, areas)
    return expression === null ? [] : [sql<SqlBool>`coalesce(${expression}, ${BLANK}) = ${key}`]
  }
  return db
    .selectFrom(sql<RowId>`${sql.table(measure.table)}`.as('fact'))
    .select([sql<string>`load_id`.as('load_id'), sql<number>`row_no`.as('row_no')])
    .where(
      allOf([
        sql<SqlBool>`provenance = ${provenance}`,
        selected.kept,
        ...at(rows, row),
        ...at(columns, column),
      ]),
    )
    .groupBy([sql`load_id`, sql`row_no`])
    .orderBy(sql`load_id`)
    .orderBy(sql`row_no`)
    .execute()
}
