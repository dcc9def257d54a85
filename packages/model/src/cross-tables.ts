import type { CrossCell, CrossHeading, CrossTable } from '@retombees/contract/cross-table'
import type { Provenance } from '@retombees/contract/figure'
import type { Programme } from '@retombees/programme/programme'
import { isAbsent } from '@retombees/statistics/absence'
import { pearson } from '@retombees/statistics/pearson'
import type { Database } from '@retombees/warehouse/database'
import { type Kysely, type SqlBool, sql } from 'kysely'
import { type AskedItem, findItem } from './codebook.ts'
import { testsOf } from './cross-tests.ts'
import { typeset } from './french.ts'
import { SMALL_BASE } from './measures/figures.ts'
import { readItemCounts } from './measures/item-counts.ts'
import { chosenProvenance } from './measures/provenance.ts'
import { columnOf, gave, holdsAnswers, responsesTable, wasAsked } from './measures/responses.ts'
import { baseOf, countOf } from './measures/tally.ts'

/** Which questions are crossed: two items, or an item and `territory`. */
export interface CrossQuestion {
  readonly questionnaire: string
  readonly rows: string
  readonly columns: string
  /** Opinions only: « don't know » and « no answer » are left out on both sides. */
  readonly over?: 'all-respondents' | 'opinions'
}

/** One side of a cross table: its categories, and the condition of each on an answer. */
interface Side {
  readonly item: string
  readonly label: string
  readonly asked: AskedItem | null
  readonly options: readonly {
    readonly code: string
    readonly label: string
    readonly where: ReturnType<typeof gave>
  }[]
}

/**
 * Crosses two questions on the answers of people, by one grouped query over one table; an item by territory also on
 * printed tallies. What was only counted in margins
 * is refused with the reason: no cross table is ever made up from two one-way tables.
 */
export async function crossTable(
  db: Kysely<Database>,
  programme: Programme,
  question: CrossQuestion,
): Promise<CrossTable> {
  const over = question.over ?? 'all-respondents'
  const rows = sideOf(programme, question.questionnaire, question.rows, over)
  const columns = sideOf(programme, question.questionnaire, question.columns, over)
  const base = baseRule(over)
  const refuse = (reason: string): CrossTable => ({
    questionnaire: question.questionnaire,
    rows: { item: rows.item, label: rows.label, codes: [] },
    columns: { item: columns.item, label: columns.label, codes: [] },
    cells: [],
    n: 0,
    baseRule: base,
    tests: [],
    refused: typeset(reason),
    notes: [],
    provenance: null,
    loads: [],
  })
  if (rows.item === columns.item) return refuse('Une question ne se croise pas avec elle-même.')
  if ([rows.asked, columns.asked].some((asked) => asked && asked.codes.length === 0)) {
    return refuse('Une réponse libre ne se croise pas : elle se lit.')
  }
  const counted =
    (await countAnswers(db, question.questionnaire, rows, columns, over)) ??
    (await countMargins(db, programme, rows, columns))
  if ('refused' in counted) return refuse(counted.refused)
  const { counts, provenance } = counted
  const exclusive = [rows, columns].every((side) => side.asked?.question.kind !== 'multiple')
  return {
    ...refuse(''),
    rows: { item: rows.item, label: rows.label, codes: headings(rows, counted.rowTotals) },
    columns: { item: columns.item, label: columns.label, codes: headings(columns, counted.columnTotals) },
    cells: cellsOf(rows, columns, counted, exclusive),
    n: counted.n,
    tests: exclusive ? [...testsOf(counts, rows.asked, columns.options.length)] : [],
    refused: null,
    notes: notesOf(exclusive),
    provenance,
    loads: [...new Set(counted.loads)].sort(),
  }
}

interface CountedCross {
  readonly provenance: string
  readonly n: number | bigint
  readonly loads: string
  readonly [cell: string]: unknown
}

/** Every cell and margin of the table, by provenance. */
export function crossQuery(
  db: Kysely<Database>,
  questionnaire: string,
  rows: Side,
  columns: Side,
  over: 'all-respondents' | 'opinions',
) {
  const count = (where: ReturnType<typeof gave>) => sql<number>`count(*) filter (where ${where})`
  return db
    .selectFrom(sql<CountedCross>`${sql.table(responsesTable(questionnaire))}`.as('fact'))
    .select([
      sql<string>`provenance`.as('provenance'),
      sql<number>`count(*)`.as('n'),
      sql<string>`string_agg(distinct load_id, '|')`.as('loads'),
      ...rows.options.map(({ where }, i) => count(where).as(`row_${i}`)),
      ...columns.options.map(({ where }, j) => count(where).as(`column_${j}`)),
      ...rows.options.flatMap((row, i) =>
        columns.options.map((column, j) =>
          count(sql<SqlBool>`(${row.where} and ${column.where})`).as(`cell_${i}_${j}`),
        ),
      ),
    ])
    .where(sql<SqlBool>`(${inBase(rows, over)} and ${inBase(columns, over)})`)
    .groupBy(sql`provenance`)
}

export function sideOf(
  programme: Programme,
  questionnaire: string,
  id: string,
  over: 'all-respondents' | 'opinions',
): Side {
  if (id === 'territory') {
    return {
      item: id,
      label: 'Territoire',
      asked: null,
      options: programme.territories.map(({ id: code, label }) => ({
        code,
        label: label.fr,
        where: sql<SqlBool>`coalesce(territory = ${code}, false)`,
      })),
    }
  }
  const asked = findItem(programme, questionnaire, id)
  return {
    item: id,
    label: asked.label,
    asked,
    options: asked.codes
      .filter((code) => over === 'all-respondents' || code.missing === undefined)
      .map((code) => ({ code: code.id, label: code.label.fr, where: gave(asked, code) })),
  }
}

function inBase(side: Side, over: 'all-respondents' | 'opinions') {
  if (side.asked === null) return sql<SqlBool>`territory is not null`
  return over === 'opinions'
    ? sql<SqlBool>`${sql.ref(columnOf(side.asked.item, 'absence'))} = 'answered'`
    : wasAsked(side.asked.item)
}

function headings(side: Side, totals: readonly number[]): CrossHeading[] {
  return side.options.map(({ code, label }, index) => ({ code, label, n: totals[index] ?? 0 }))
}

function cellsOf(rows: Side, columns: Side, counted: Counts, exclusive: boolean): CrossCell[] {
  const tested = exclusive ? pearson(counted.counts) : null
  const share = (n: number, base: number) => (base >= SMALL_BASE ? n / base : null)
  return rows.options.flatMap((row, i) =>
    columns.options.map((column, j) => {
      const n = counted.counts[i]?.[j] ?? 0
      return {
        row: row.code,
        column: column.code,
        n,
        columnShare: share(n, counted.columnTotals[j] ?? 0),
        rowShare: share(n, counted.rowTotals[i] ?? 0),
        residual: tested && !isAbsent(tested) ? (tested.residuals[i]?.[j] ?? null) : null,
      }
    }),
  )
}

/** A table counted: cells by row then column, and how many gave each category. */
interface Counts {
  readonly counts: readonly (readonly number[])[]
  readonly rowTotals: readonly number[]
  readonly columnTotals: readonly number[]
  readonly n: number
  readonly provenance: Provenance
  readonly loads: readonly string[]
}

type Refused = { readonly refused: string }

/** Counts on people's answers; null where the face holds none of that questionnaire. */
async function countAnswers(
  db: Kysely<Database>,
  questionnaire: string,
  rows: Side,
  columns: Side,
  over: 'all-respondents' | 'opinions',
): Promise<Counts | null> {
  for (const { asked } of [rows, columns]) {
    if (asked && !(await holdsAnswers(db, asked))) return null
  }
  const counted = await crossQuery(db, questionnaire, rows, columns, over).execute()
  const provenance = chosenProvenance(counted.map((row) => row.provenance))
  const own = counted.find((row) => row.provenance === provenance)
  if (!own || provenance === null) return null
  return {
    counts: rows.options.map((_, i) => columns.options.map((__, j) => Number(own[`cell_${i}_${j}`]))),
    rowTotals: rows.options.map((_, i) => Number(own[`row_${i}`])),
    columnTotals: columns.options.map((_, j) => Number(own[`column_${j}`])),
    n: Number(own.n),
    provenance,
    loads: own.loads.split('|'),
  }
}

/** Printed tallies give one cross table only: an item by territory, since they are printed so; and only if none is lost. */
async function countMargins(
  db: Kysely<Database>,
  programme: Programme,
  rows: Side,
  columns: Side,
): Promise<Counts | Refused> {
  if (rows.asked === null || columns.asked !== null) {
    return {
      refused:
        'Ces questions ne sont connues que par des effectifs imprimés, question par question : aucun croisement ne peut en être tiré.',
    }
  }
  const set = await readItemCounts(db, programme, rows.asked)
  if (set.provenance === null) return { refused: 'Aucun effectif n’est chargé.' }
  const overlapping = rows.asked.question.kind === 'multiple'
  const found = rows.options.map(({ code }) =>
    columns.options.map((place) => ({
      place: place.label,
      counted: countOf(
        set.rows.filter((row) => row.territory === place.code),
        [code],
        overlapping,
      ),
    })),
  )
  const lost = found.flat().find(({ counted }) => counted.state !== 'known')
  if (lost && lost.counted.state !== 'known') return { refused: `${lost.place} : ${lost.counted.reason}` }
  const counts = found.map((line) => line.map(({ counted }) => (counted.state === 'known' ? counted.n : 0)))
  const columnTotals = columns.options.map((place, j) => {
    const base = baseOf(set.rows.filter((row) => row.territory === place.code))
    return overlapping && base.state === 'known'
      ? base.n
      : counts.reduce((sum, line) => sum + (line[j] ?? 0), 0)
  })
  return {
    counts,
    rowTotals: counts.map((line) => line.reduce((sum, n) => sum + n, 0)),
    columnTotals,
    n: columnTotals.reduce((sum, n) => sum + n, 0),
    provenance: set.provenance,
    loads: set.rows.flatMap((row) => row.loads),
  }
}

function baseRule(over: 'all-respondents' | 'opinions'): string {
  return typeset(
    over === 'opinions'
      ? 'personnes qui ont donné une opinion aux deux questions'
      : 'personnes à qui les deux questions ont été posées, y compris « je ne sais pas » et sans réponse',
  )
}

function notesOf(exclusive: boolean): string[] {
  return [
    exclusive
      ? 'Un résidu au-delà de ±2 signale une case qui s’écarte de l’indépendance ; il n’est pas corrigé du nombre de cases.'
      : 'Plusieurs réponses étaient possibles : une personne compte dans plusieurs cases, et aucun test ne s’applique.',
  ].map(typeset)
}
