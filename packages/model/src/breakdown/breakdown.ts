import type { Axis, Breakdown, BreakdownCell } from '@retombees/contract/breakdown'
import type { AxisId } from '@retombees/contract/breakdown-search'
import type { Figure } from '@retombees/contract/figure'
import type { Query } from '@retombees/contract/query'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { unknownId } from '../errors.ts'
import { frenchNumber, typeset } from '../french.ts'
import { shapeOf } from '../measures/fact-table.ts'
import { absentFigure, knownFigure } from '../measures/figures.ts'
import { whereOf } from '../measures/split.ts'
import { isPresent } from '../present-tables.ts'
import { checkQuery } from '../query-check.ts'
import { AXIS_WORDS, axisExpression, axisOf } from './axes.ts'
import { type Counted, countedOf, type Topic } from './counted.ts'
import { cubeGroups } from './cube-cells.ts'
import { factGroups, type Group, type Groups } from './fact-cells.ts'
import { findingOf } from './finding.ts'
import { selectionFor, workshopsByArea } from './selected.ts'

/** Which measure of a topic, by what, for which part of the programme. */
export interface BreakdownQuestion {
  readonly topic: Topic
  readonly measure: string
  readonly rows: AxisId
  readonly columns: AxisId | null
  readonly query: Query
}

/** True of a face that holds published rows alone as of a home where the file was never loaded. */
const NOTHING = 'Aucune ligne de cette source n’est dans cette vue.'

export const WHEN: readonly AxisId[] = ['month', 'quarter', 'school-year', 'civil-year']
const WHERE: readonly AxisId[] = ['territory', 'centre']

/**
 * What is counted, by one axis or two: from facts where the face holds them, else from published cells. A cross that was
 * never counted is refused with its reason. Throws a ModelError for an unknown measure, axis, place or period.
 */
export async function breakdown(
  db: Kysely<Database>,
  programme: Programme,
  { topic, measure: id, rows, columns, query }: BreakdownQuestion,
): Promise<Breakdown> {
  const measure = countedOf(topic, id)
  for (const axis of columns === null ? [rows] : [rows, columns]) {
    if (!measure.axes.includes(axis)) throw unknownId('unknown-axis', 'Découpage', axis, measure.axes)
  }
  checkQuery(programme, query)
  const empty = emptyOf(measure, { rows, columns }, query)
  if (rows === columns) return refused(empty, 'Un découpage ne se croise pas avec lui-même.')
  if (!(await isPresent(db, measure.table))) {
    const published = await cubeGroups(db, programme, measure, query, { rows, columns })
    if (published.withheld !== null) {
      return (await isLoaded(db, programme, measure))
        ? withheld(empty, measure, query, published.withheld)
        : empty
    }
    const note = `Chiffres publiés pour des périodes closes : ${published.periods.join(', ')}. Une case où trop peu de personnes se trouvent est masquée, et d’autres avec elle pour qu’on ne puisse la retrouver.`
    return tableOf(programme, measure, { rows, columns }, query, published, [note])
  }
  const areas =
    rows === 'area' || columns === 'area' || query.area.length > 0 ? await workshopsByArea(db) : new Map()
  const selected = selectionFor(programme, measure, query, columns === null ? [rows] : [rows, columns], areas)
  if ('refused' in selected) return refused(empty, selected.refused)
  const by = {
    rows: axisExpression(measure, rows, areas),
    columns: columns === null ? null : axisExpression(measure, columns, areas),
  }
  if (by.rows === null || (columns !== null && by.columns === null)) {
    const axis = by.rows === null ? rows : (columns ?? rows)
    return refused(
      empty,
      `« ${shapeOf(measure.table).words} » ne dit pas : ${AXIS_WORDS[axis].toLowerCase()}.`,
    )
  }
  const groups = await factGroups(db, measure, { rows: by.rows, columns: by.columns }, selected)
  return tableOf(programme, measure, { rows, columns }, query, groups, notesOf(measure, groups))
}

/** Whether any file of the sources of a table is loaded: where none is, there is nothing to withhold. */
async function isLoaded(db: Kysely<Database>, programme: Programme, { table }: Counted): Promise<boolean> {
  const sources = programme.sources.filter((source) => source.table === table).map(({ id }) => id)
  if (sources.length === 0) return false
  const found = await db
    .selectFrom('loads')
    .select('load_id')
    .where('source', 'in', sources)
    .limit(1)
    .execute()
  return found.length > 0
}

interface Axes {
  readonly rows: AxisId
  readonly columns: AxisId | null
}

function tableOf(
  programme: Programme,
  measure: Counted,
  axes: Axes,
  query: Query,
  { provenance, groups }: Groups,
  notes: readonly string[],
): Breakdown {
  const cells = groups.filter(({ row, column }) => row !== null && (axes.columns === null || column !== null))
  const keys = (of: (group: Group) => string | null) => new Set(cells.flatMap((group) => of(group) ?? []))
  const rows = axisOf(
    programme,
    query,
    measure,
    axes.rows,
    keys(({ row }) => row),
  )
  const columns =
    axes.columns === null
      ? null
      : axisOf(
          programme,
          query,
          measure,
          axes.columns,
          keys(({ column }) => column),
        )
  const empty = emptyOf(measure, axes, query)
  const whole = groups.find(({ row, column }) => row === null && column === null)
  if (provenance === null || whole === undefined) {
    const where = provenance === null ? NOTHING : 'Aucune ligne dans cette sélection.'
    return { ...empty, total: absentFigure(frameOf(measure, query), 'no_data', where) }
  }
  const figure = (group: Group | undefined, at: Readonly<Record<string, string>>): Figure => {
    const frame = frameOf(measure, query, at)
    if (group?.hidden) return absentFigure(frame, 'suppressed', group.hidden)
    const n = group?.n ?? 0
    return knownFigure(frame, {
      value: n,
      numerator: n,
      base: { kind: measure.base, rule: measure.source, n: group?.rows === undefined ? 0 : Math.max(n, 0) },
      provenance,
      loads: group?.loads ?? [],
    })
  }
  const made = cellsOf(rows, columns, cells, figure, (at) =>
    absentFigure(
      frameOf(measure, query, at),
      'no_data',
      'Aucune ligne de cette source, à cet endroit ou à ce moment.',
    ),
  )
  const total = figure(whole, {})
  return {
    ...empty,
    title: findingOf({ measure, rows, columns, cells: made, total, provenance }),
    rows,
    columns,
    cells: made,
    total,
    notes: notes.map(typeset),
    provenance,
  }
}

/** Every cell of the axes. A place or a period without a line is no data; anything else without a line is a zero. */
function cellsOf(
  rows: Axis,
  columns: Axis | null,
  groups: readonly Group[],
  figure: (group: Group | undefined, at: Readonly<Record<string, string>>) => Figure,
  absent: (at: Readonly<Record<string, string>>) => Figure,
): BreakdownCell[] {
  const spoken = (axis: Axis, of: (group: Group) => string | null) =>
    isPlaceOrTime(axis) ? new Set(groups.map(of)) : null
  const speakingRows = spoken(rows, ({ row }) => row)
  const speakingColumns = columns === null ? null : spoken(columns, ({ column }) => column)
  const bothPlaced = isPlaceOrTime(rows) && columns !== null && isPlaceOrTime(columns)
  return rows.values.flatMap(({ key: row }) =>
    (columns?.values.map(({ key }) => key) ?? [null]).map((column) => {
      const group = groups.find((each) => each.row === row && each.column === column)
      const at = { [rows.id]: row, ...(columns === null || column === null ? {} : { [columns.id]: column }) }
      const silent =
        group === undefined &&
        (bothPlaced ||
          speakingRows?.has(row) === false ||
          (column !== null && speakingColumns?.has(column) === false))
      return { row, column, figure: silent ? absent(at) : figure(group, at) }
    }),
  )
}

function isPlaceOrTime({ id }: Axis): boolean {
  return WHEN.includes(id as AxisId) || WHERE.includes(id as AxisId)
}

function frameOf(measure: Counted, query: Query, at: Readonly<Record<string, string>> = {}) {
  return { where: { ...whereOf(query), ...at }, format: 'number' as const, unit: measure.unit }
}

/** The table before anything is known: what is asked, how to read it, and what would bring it. */
function emptyOf(measure: Counted, { rows, columns }: Axes, query: Query): Breakdown {
  const axis = (id: AxisId): Axis => ({ id, label: AXIS_WORDS[id], ordered: false, values: [] })
  const by = [rows, ...(columns === null ? [] : [columns])].map((id) => AXIS_WORDS[id].toLowerCase())
  const unit = measure.unit.charAt(0).toUpperCase() + measure.unit.slice(1)
  return {
    measure: measure.id,
    title: '',
    label: typeset(`${unit} par ${by.join(' et ')}`),
    unit: measure.unit,
    baseLine: typeset(`Source : ${measure.source}.`),
    rows: axis(rows),
    columns: columns === null ? null : axis(columns),
    cells: [],
    total: absentFigure(frameOf(measure, query), 'no_data', NOTHING),
    additive: measure.value !== 'persons',
    refused: null,
    needs: typeset(measure.needs),
    reading: typeset(readingOf(measure, columns)),
    notes: [],
    annotations: [],
    target: null,
    provenance: null,
  }
}

function readingOf(measure: Counted, columns: AxisId | null): string {
  const what = `Chaque marque est un nombre : ${measure.unit}.`
  const cross =
    columns === null
      ? ''
      : ` Deux découpages se croisent : ${AXIS_WORDS[columns].toLowerCase()} par couleur ou par colonne.`
  const persons =
    measure.value === 'persons'
      ? ' Une même personne compte dans chaque case où elle est venue, et une seule fois dans l’ensemble : les cases ne s’additionnent pas.'
      : ''
  return `${what}${cross}${persons} Un dénombrement complet n’a pas d’intervalle. Une case en pointillés n’a pas de donnée : ce n’est pas un zéro.`
}

function notesOf(measure: Counted, { groups }: Groups): string[] {
  const uncounted = groups.find(({ row, column }) => row === null && column === null)?.uncounted ?? 0
  if (uncounted === 0) return []
  return measure.value === 'persons'
    ? [
        `${frenchNumber(uncounted)} présences sans personne reconnue ne sont pas comptées : le nombre de personnes est un minimum.`,
      ]
    : [`${frenchNumber(uncounted)} décomptes sans effectif ne sont pas comptés.`]
}

function refused(table: Breakdown, because: string): Breakdown {
  const { total } = table
  const reason = typeset(because)
  return {
    ...table,
    refused: reason,
    needs: null,
    total: absentFigure({ where: total.where, format: total.format, unit: total.unit }, 'not_asked', because),
  }
}

function withheld(table: Breakdown, measure: Counted, query: Query, because: string): Breakdown {
  return {
    ...table,
    refused: typeset(because),
    needs: null,
    total: absentFigure(frameOf(measure, query), 'suppressed', because),
  }
}
