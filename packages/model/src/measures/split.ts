import type { Figure } from '@retombees/contract/figure'
import type { Split } from '@retombees/contract/indicator'
import { BLANK, type Dimension, type Query } from '@retombees/contract/query'
import type { Programme } from '@retombees/programme/programme'
import { codesOfColumn, isTime, type TimeDimension } from './dimensions.ts'

/** One value of the dimension that figures are split by. */
export interface PartName {
  readonly key: string
  readonly label: string
}

/** A split that the data does not hold. */
export function refusedSplit(query: Query, because: string | null): Split | null {
  return query.by === '' ? null : { by: query.by, parts: [], refused: because }
}

/** A split with the figure of each part. */
export function splitOf(
  programme: Programme,
  query: Query,
  table: string,
  keys: Iterable<string | null>,
  figureOf: (key: string, where: Readonly<Record<string, string>>) => Figure,
): Split | null {
  if (query.by === '') return null
  const by = query.by
  return {
    by,
    refused: null,
    parts: partNames(programme, query, table, by, keys).map(({ key, label }) => ({
      key,
      label,
      figure: figureOf(key, { ...whereOf(query), [isTime(by) ? 'period' : by]: key }),
    })),
  }
}

/** What a query narrows its figures to, as a figure says it. */
export function whereOf(query: Query): Readonly<Record<string, string>> {
  const where: Record<string, string> = {}
  for (const key of ['territory', 'centre', 'gender', 'age', 'kind', 'area', 'theme'] as const)
    if (query[key].length > 0) where[key] = query[key].join(',')
  return query.period === '' ? where : { ...where, period: query.period }
}

/** The territories that a query may speak of. */
export function territoriesOf(programme: Programme, query: Query): readonly string[] {
  const homes = programme.centres.filter(({ id }) => query.centre.includes(id)).map((each) => each.territory)
  return programme.territories
    .map(({ id }) => id)
    .filter((id) => query.territory.length === 0 || query.territory.includes(id))
    .filter((id) => query.centre.length === 0 || homes.includes(id))
}

/**
 * The parts of a split, in order: every place of the programme; periods without a gap between the first and the last;
 * codes in the order of their list, those that were found; blanks last.
 */
export function partNames(
  programme: Programme,
  query: Query,
  table: string,
  by: Dimension,
  keys: Iterable<string | null>,
): readonly PartName[] {
  const found = new Set([...keys].map((key) => key ?? BLANK))
  const blank = found.has(BLANK) ? [{ key: BLANK, label: 'non renseigné' }] : []
  const named = namesOf(
    programme,
    query,
    table,
    by,
    [...found].filter((key) => key !== BLANK),
  )
  const asked = isTime(by) ? [] : query[by]
  return [...named, ...blank].filter(({ key }) => asked.length === 0 || asked.includes(key))
}

function namesOf(
  programme: Programme,
  query: Query,
  table: string,
  by: Dimension,
  found: readonly string[],
): readonly PartName[] {
  if (isTime(by)) {
    return periodsBetween(by, [...found].sort()).map((key) => ({ key, label: periodWords(key) }))
  }
  const territories = territoriesOf(programme, query)
  switch (by) {
    case 'territory':
      return programme.territories
        .filter(({ id }) => territories.includes(id))
        .map(({ id, label }) => ({ key: id, label: label.fr }))
    case 'centre':
      return programme.centres
        .filter(({ territory }) => territories.includes(territory))
        .map(({ id, label }) => ({ key: id, label: label.fr }))
    default: {
      const codes =
        by === 'area'
          ? programme.areas.map(({ id, label }) => ({ id, label: label.fr }))
          : listedCodes(programme, table, by)
      const listed = codes.filter(({ id }) => found.includes(id)).map(({ id, label }) => ({ key: id, label }))
      const others = found.filter((key) => !codes.some(({ id }) => id === key)).sort()
      return [...listed, ...others.map((key) => ({ key, label: key }))]
    }
  }
}

function listedCodes(programme: Programme, table: string, by: 'gender' | 'age' | 'kind' | 'theme') {
  const column = { gender: 'gender', age: 'age_band', kind: 'kind', theme: 'theme' }[by]
  const own = codesOfColumn(programme, table, column)
  if (own.length > 0) return own
  const all = programme.vocabularies.flatMap((each) => each.codes)
  return [...new Map(all.map(({ id, label }) => [id, { id, label: label.fr }])).values()]
}

/** Every period from the first found to the last, so that a month without a row shows as such. */
function periodsBetween(by: TimeDimension, sorted: readonly string[]): readonly string[] {
  const last = sorted.at(-1)
  let key = sorted[0]
  const all: string[] = []
  while (key !== undefined && last !== undefined && key <= last) {
    all.push(key)
    key = next(by, key)
  }
  return all
}

function next(by: TimeDimension, key: string): string {
  const year = Number(key.slice(0, 4))
  switch (by) {
    case 'month': {
      const month = Number(key.slice(5))
      return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`
    }
    case 'quarter':
      return key.endsWith('t4') ? `${year + 1}-t1` : `${year}-t${Number(key.slice(6)) + 1}`
    case 'school-year':
      return `${year + 1}-${year + 2}`
    case 'civil-year':
      return String(year + 1)
  }
}

const MONTHS = new Intl.DateTimeFormat('fr-FR', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** « septembre 2018 », « 3e trimestre 2018 », « année scolaire 2018-2019 », « 2018 ». */
function periodWords(key: string): string {
  if (/^\d{4}-t\d$/.test(key)) {
    const quarter = key.slice(6)
    return `${quarter}${quarter === '1' ? 'er' : 'e'} trimestre ${key.slice(0, 4)}`
  }
  if (/^\d{4}-\d{4}$/.test(key)) return `année scolaire ${key}`
  if (/^\d{4}-\d{2}$/.test(key)) return MONTHS.format(new Date(`${key}-01T00:00:00Z`))
  return key
}
