import type { Provenance } from '@retombees/contract/figure'
import { BLANK } from '@retombees/contract/query'
import type { Where } from '@retombees/programme/measure'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { frenchList, typeset } from '../french.ts'
import { columnWords } from '../measures/fact-table.ts'
import { isBounds } from '../measures/filter.ts'
import { hasTable } from '../present-tables.ts'
import type { CountedCell, CountQuestion, Counts } from './counts.ts'
import { type MonthRange, monthsOf, type PeriodUnit, periodOf } from './period-units.ts'

/** A published cell of one closed period; suppressed where `n` is null. */
interface Cell {
  readonly period: string
  readonly at: Readonly<Record<string, string>>
  readonly n: number | null
}

/** The cells of a fact table: rows (`*`), or different values of a column. One provenance, by construction. */
export function cubeQuery(db: Kysely<Database>, fact: string, counted: string) {
  return db
    .selectFrom('cube_cells')
    .select(['provenance', 'period', 'dimensions', 'codes', 'n'])
    .where('fact', '=', fact)
    .where('counted', '=', counted)
    .where('period', '<>', '')
}

/** Answers from published cells alone. Distinct persons are never summed: they are additive over nothing. */
export async function countCells(
  db: Kysely<Database>,
  programme: Programme,
  question: CountQuestion,
): Promise<Counts> {
  const { table, distinct = '*', by = [], unit = 'month', where = {}, during } = question
  const read = (await hasTable(db, 'cube_cells')) ? await cubeQuery(db, table, distinct).execute() : []
  const provenance = (read[0]?.provenance ?? null) as Provenance | null
  const withheld = (reason: string): Counts => ({
    from: 'cube',
    provenance,
    loads: [],
    cells: [],
    periods: [],
    withheld: typeset(reason),
  })
  if (read.length === 0) return withheld('Données de personnes : non publiées dans cette vue.')

  const fixed = dimensionsOf(by, where)
  const crossed = read.filter(({ dimensions }) => dimensions === fixed.join('|')).map(cellOf)
  if (crossed.length === 0 || Object.values(where).some(hasBounds)) {
    return withheld(`Aucun tableau publié ne croise ${wordsOf(table, [...by, ...Object.keys(where)])}.`)
  }
  const unknown = unlisted(crossed, where)
  if (unknown !== null) return withheld(`Aucune case publiée pour « ${unknown} ».`)
  const cut = during ? crossed.filter(({ period }) => overlaps(monthsOf(period), during)) : crossed
  const asked = by.includes('period')
  if (cut.some(({ period }) => !nests(period, during, asked ? unit : null))) {
    return withheld('Les effectifs sont publiés par périodes plus longues que celle demandée.')
  }
  const kept = cut.filter((cell) => meets(programme, cell, where))
  return {
    from: 'cube',
    provenance,
    loads: [],
    cells: groupsOf(programme, kept, by, unit).map(({ at, cells }) => summed(at, cells, distinct)),
    periods: [...new Set(cut.map(({ period }) => period))].sort(),
    withheld: cut.length === 0 ? typeset('Aucune période close n’est publiée pour cette demande.') : null,
  }
}

/** The columns that a cell must fix, sorted: a centre says its territory. */
function dimensionsOf(by: readonly string[], where: Where): readonly string[] {
  const columns = new Set([...by, ...Object.keys(where)].filter((column) => column !== 'period'))
  if (columns.has('centre')) columns.delete('territory')
  return [...columns].sort()
}

function cellOf({ period, dimensions, codes, n }: Row): Cell {
  const values = codes.split('|')
  const names = dimensions === '' ? [] : dimensions.split('|')
  return { period, at: Object.fromEntries(names.map((name, at) => [name, values[at] ?? ''])), n }
}

interface Row {
  readonly period: string
  readonly dimensions: string
  readonly codes: string
  readonly n: number | null
}

type Condition = Where[string]

function hasBounds(condition: Condition): boolean {
  return isBounds(condition) && (condition.atLeast !== undefined || condition.atMost !== undefined)
}

/** A value that a filter wants and no published cell has: it is not known to be zero. */
function unlisted(cells: readonly Cell[], where: Where): string | null {
  for (const [column, condition] of Object.entries(where)) {
    const listed = new Set(cells.map(({ at }) => at[column]))
    if (column === 'territory' && listed.has(undefined)) continue
    const unknown = isBounds(condition) ? undefined : list(condition).find((value) => !listed.has(value))
    if (unknown !== undefined && unknown !== BLANK) return unknown
  }
  return null
}

function meets(programme: Programme, cell: Cell, where: Where): boolean {
  return Object.entries(where).every(([column, condition]) => {
    const value = valueAt(programme, cell, column)
    if (!isBounds(condition)) return list(condition).includes(value)
    return condition.not === undefined || !list(condition.not).includes(value)
  })
}

function valueAt(programme: Programme, { at }: Cell, column: string): string {
  if (column === 'territory' && at.territory === undefined) {
    return programme.centres.find(({ id }) => id === at.centre)?.territory ?? BLANK
  }
  return at[column] ?? BLANK
}

function list(value: Exclude<Condition, { not?: unknown }> | unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map(String)
}

function groupsOf(programme: Programme, cells: readonly Cell[], by: readonly string[], unit: PeriodUnit) {
  const groups = new Map<string, { at: Record<string, string>; cells: Cell[] }>()
  for (const cell of cells) {
    const at = Object.fromEntries(
      by.map((column) => [
        column,
        column === 'period' ? periodOf(monthsOf(cell.period).from, unit) : valueAt(programme, cell, column),
      ]),
    )
    const key = JSON.stringify(Object.values(at))
    const group = groups.get(key) ?? { at, cells: [] }
    group.cells.push(cell)
    groups.set(key, group)
  }
  return [...groups.values()]
}

function summed(at: Record<string, string>, cells: readonly Cell[], distinct: string): CountedCell {
  const suppressed = (reason: string): CountedCell => ({ at, state: 'suppressed', reason: typeset(reason) })
  if (cells.some(({ n }) => n === null)) return suppressed('Retenu : trop peu de personnes, ici ou à côté.')
  if (distinct !== '*' && cells.length > 1) {
    return suppressed('Des personnes différentes ne s’additionnent pas d’une case à l’autre.')
  }
  return { at, state: 'value', n: cells.reduce((sum, { n }) => sum + (n ?? 0), 0) }
}

function overlaps(own: MonthRange, during: MonthRange): boolean {
  return own.from <= during.to && during.from <= own.to
}

/** Whether a published period lies whole in what is asked, and in one period of the unit that is asked. */
function nests(period: string, during: MonthRange | undefined, unit: PeriodUnit | null): boolean {
  const { from, to } = monthsOf(period)
  if (during && (from < during.from || to > during.to)) return false
  return unit === null || periodOf(from, unit) === periodOf(to, unit)
}

function wordsOf(table: string, columns: readonly string[]): string {
  const own = [...new Set(columns)].filter((column) => column !== 'period')
  return own.length === 0 ? 'ces données' : frenchList(own.map((column) => columnWords(table, column)))
}
