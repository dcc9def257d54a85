import type { Axis, AxisValue } from '@retombees/contract/breakdown'
import type { AxisId } from '@retombees/contract/breakdown-search'
import { BLANK, Dimension, type Query } from '@retombees/contract/query'
import type { Programme } from '@retombees/programme/programme'
import { type RawBuilder, sql } from 'kysely'
import { codesOfColumn, columnOfDimension, isTime, timeExpression } from '../measures/dimensions.ts'
import { shapeOf } from '../measures/fact-table.ts'
import { partNames } from '../measures/split.ts'
import type { Counted } from './counted.ts'

/** The columns of the axes that are no dimension of every figure. */
const COLUMNS: Readonly<Partial<Record<AxisId, string>>> = Object.freeze({
  hour: 'hour',
  site: 'site',
  reason: 'reason',
  procedure: 'procedure',
  autonomy: 'autonomy',
  'redirected-to': 'redirected_to',
  'redirection-reason': 'redirection_reason',
  outcome: 'outcome',
  prototype: 'prototype',
  status: 'status',
  sequence: 'sequence',
  category: 'category',
  theme: 'theme',
  audience: 'audience',
})

export const AXIS_WORDS: Readonly<Record<AxisId, string>> = Object.freeze({
  territory: 'Territoire',
  centre: 'Centre social',
  month: 'Mois',
  quarter: 'Trimestre',
  'school-year': 'Année scolaire',
  'civil-year': 'Année civile',
  gender: 'Genre',
  age: 'Tranche d’âge',
  kind: 'Sorte',
  area: 'Registre d’intervention',
  hour: 'Heure',
  weekday: 'Jour de la semaine',
  site: 'Site ouvert',
  reason: 'Motif',
  procedure: 'Démarche',
  autonomy: 'Autonomie',
  'redirected-to': 'Réorientation vers',
  'redirection-reason': 'Motif de la réorientation',
  outcome: 'Suite donnée',
  prototype: 'Prototype',
  status: 'État',
  sequence: 'Séquence',
  category: 'Catégorie',
  theme: 'Thème',
  audience: 'Public',
})

const WEEKDAYS = ['Lundi', 'Mardi', 'Mercredi', 'Jeudi', 'Vendredi', 'Samedi', 'Dimanche'] as const
const OWN_CODES: Readonly<Partial<Record<AxisId, Readonly<Record<string, string>>>>> = Object.freeze({
  audience: { residents: 'Habitants', staff: 'Salariés' },
  status: { planned: 'Prévu', held: 'Tenu', cancelled: 'Annulé' },
})

/** The column that the cube knows an axis by; null for what it never holds. `period` stands for time. */
export function cubeColumn(measure: Counted, axis: AxisId): string | null {
  if (axis === 'weekday') return null
  const dimension = asDimension(axis)
  if (dimension === null) return COLUMNS[axis] ?? null
  if (isTime(dimension)) return 'period'
  return columnOfDimension(shapeOf(measure.table), dimension)
}

/** What the rows are grouped by; null when the table does not hold it. `areas` gives the area of a workshop. */
export function axisExpression(
  measure: Counted,
  axis: AxisId,
  areas: ReadonlyMap<string, readonly string[]>,
): RawBuilder<string | null> | null {
  if (axis === 'weekday') return sql<string | null>`cast(isodow(day) as varchar)`
  const dimension = asDimension(axis)
  if (dimension === null) return named(COLUMNS[axis] ?? axis)
  const shape = shapeOf(measure.table)
  if (isTime(dimension)) return timeExpression(shape, dimension)
  if (measure.value === 'heads' && (dimension === 'gender' || dimension === 'age')) return named('code')
  const column = columnOfDimension(shape, dimension)
  if (column !== null) return named(column)
  return dimension === 'area' && shape.columns.has('workshop') ? areaOf(areas) : null
}

/** The values of an axis in their order: places and periods without a gap, codes as their lists have them, blanks last. */
export function axisOf(
  programme: Programme,
  query: Query,
  measure: Counted,
  axis: AxisId,
  found: ReadonlySet<string>,
): Axis {
  const dimension = asDimension(axis)
  const values = dimension === null ? ownValues(programme, measure, axis, found) : shared(dimension)
  return { id: axis, label: AXIS_WORDS[axis], ordered: isOrdered(axis), values }

  function shared(by: Dimension): AxisValue[] {
    const keys = [...found].map((key) => (key === BLANK ? null : key))
    return partNames(programme, query, measure.table, by, keys).map(({ key, label }) => ({
      key,
      label: label === 'non renseigné' ? 'Non renseigné' : label,
      ...territoryOf(programme, by, key),
    }))
  }
}

/** Hours, days and periods follow each other, and so do age bands and degrees of autonomy. */
function isOrdered(axis: AxisId): boolean {
  const dimension = asDimension(axis)
  return (
    ['hour', 'weekday', 'age', 'autonomy', 'sequence'].includes(axis) ||
    (dimension !== null && isTime(dimension))
  )
}

function ownValues(
  programme: Programme,
  measure: Counted,
  axis: AxisId,
  found: ReadonlySet<string>,
): AxisValue[] {
  const blank = found.has(BLANK) ? [{ key: BLANK, label: 'Non renseigné' }] : []
  if (axis === 'weekday') {
    return WEEKDAYS.map((label, index) => ({ key: String(index + 1), label })).filter(
      ({ key }) => Number(key) <= 5 || found.has(key),
    )
  }
  if (axis === 'hour') return hoursBetween([...found].filter((key) => key !== BLANK).map(Number))
  const listed = codesOf(programme, measure, axis).filter(({ id }) => found.has(id))
  const others = [...found].filter((key) => key !== BLANK && !listed.some(({ id }) => id === key)).sort()
  return [
    ...listed.map(({ id, label }) => ({ key: id, label })),
    ...others.map((key) => ({ key, label: OWN_CODES[axis]?.[key] ?? key })),
    ...blank,
  ]
}

function codesOf(programme: Programme, measure: Counted, axis: AxisId) {
  if (axis === 'prototype') return programme.prototypes.map(({ id, label }) => ({ id, label: label.fr }))
  return codesOfColumn(programme, measure.table, COLUMNS[axis] ?? axis)
}

function hoursBetween(hours: readonly number[]): AxisValue[] {
  if (hours.length === 0) return []
  const first = Math.min(...hours)
  return Array.from({ length: Math.max(...hours) - first + 1 }, (_, index) => ({
    key: String(first + index),
    label: `${first + index} h`,
  }))
}

function territoryOf(programme: Programme, by: Dimension, key: string): { territory?: string } {
  if (by === 'territory') return { territory: key }
  const centre = by === 'centre' ? programme.centres.find(({ id }) => id === key) : undefined
  return centre ? { territory: centre.territory } : {}
}

function asDimension(axis: AxisId): Dimension | null {
  return (Dimension.options as readonly string[]).includes(axis) ? (axis as Dimension) : null
}

function named(column: string): RawBuilder<string | null> {
  return sql<string | null>`cast(${sql.ref(column)} as varchar)`
}

/** Attendances do not say their area: the calendar does, by the number of the workshop. */
function areaOf(areas: ReadonlyMap<string, readonly string[]>): RawBuilder<string | null> {
  const cases = [...areas].filter(([, workshops]) => workshops.length > 0)
  if (cases.length === 0) return sql<string | null>`cast(null as varchar)`
  const branches = cases.map(
    ([area, workshops]) => sql`when workshop in (${sql.join(workshops)}) then ${area}`,
  )
  return sql<string | null>`(case ${sql.join(branches, sql` `)} else null end)`
}
