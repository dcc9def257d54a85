import type { SurveyCell, SurveyColumn, SurveyTable } from '@retombees/contract/survey'
import type { SurveyBase } from '@retombees/contract/survey-query'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import { share, shareInterval } from './cross-cells.ts'
import { counted, frenchDate, frenchNumber, typeset } from './french.ts'
import { allOf } from './measures/filter.ts'
import { absenceOf, columnOf, wasAsked } from './measures/responses.ts'
import type { ResponseSet } from './response-set.ts'
import { summaryOfValues } from './scale-summary.ts'
import { type Bin, binsOf } from './survey-bins.ts'

/** A question whose answer is a number or a date. */
export interface AskedValue {
  readonly id: string
  readonly label: string
  readonly kind: 'number' | 'date'
}

interface ValueRow {
  readonly territory: string | null
  readonly value: string | null
  readonly absence: string
  readonly n: number | bigint
}

/** How many gave each value, and why the others gave none, of those who were asked: one grouped query. */
export function valuesQuery(
  db: Kysely<Database>,
  set: Pick<ResponseSet, 'table' | 'rows'>,
  question: string,
  filters: readonly RawBuilder<SqlBool>[],
) {
  return db
    .selectFrom(sql<ValueRow>`${sql.table(set.table)}`.as('fact'))
    .select([
      sql<string | null>`territory`.as('territory'),
      sql<string | null>`cast(${sql.ref(columnOf(question))} as varchar)`.as('value'),
      sql<string>`${sql.ref(absenceOf(question))}`.as('absence'),
      sql<number>`count(*)`.as('n'),
    ])
    .where(allOf([wasAsked(question), set.rows, ...filters]))
    .groupBy([sql`1`, sql`2`, sql`3`])
    .orderBy(sql`1`)
    .orderBy(sql`2`)
}

const SILENT = [
  { code: 'dont-know', label: 'Je ne sais pas' },
  { code: 'no-answer', label: 'Sans réponse' },
] as const

/**
 * The distribution of a number or of a date by territory: bins that follow the values, the mean and the median of a number,
 * the quartiles of both. Unweighted.
 */
export async function distribution(
  db: Kysely<Database>,
  programme: Programme,
  set: ResponseSet,
  asked: AskedValue,
  { base, filters }: { readonly base: SurveyBase; readonly filters: readonly RawBuilder<SqlBool>[] },
): Promise<Pick<SurveyTable, 'codes' | 'rows' | 'finding' | 'notes' | 'provenance'> | null> {
  const rows = await valuesQuery(db, set, asked.id, filters).execute()
  const values = rows.flatMap(({ value, n }) => (value === null ? [] : [{ value, n: Number(n) }]))
  if (rows.length === 0) return null
  const bins = binsOf(asked.kind, values)
  const silent = base === 'opinions' ? [] : SILENT
  const columns = programme.territories.map(({ id }) =>
    columnOfValues(
      asked,
      id,
      rows.filter(({ territory }) => territory === id),
      bins,
      { base, set },
    ),
  )
  return {
    codes: [...bins, ...silent].map(({ code, label }) => ({ code, label, polarity: 'neither' as const })),
    rows: [
      {
        item: asked.id,
        label: asked.label,
        indicator: null,
        columns,
        whole: columnOfValues(asked, '', rows, bins, { base, set }),
        comparison: null,
      },
    ],
    finding: findingOfValues(asked, values),
    notes:
      set.weight === null
        ? []
        : [typeset('Les valeurs ne sont pas pondérées : ni leurs parts, ni leur moyenne.')],
    provenance: set.provenance,
  }
}

function columnOfValues(
  { kind }: AskedValue,
  territory: string,
  rows: readonly ValueRow[],
  bins: readonly Bin[],
  { base, set }: { readonly base: SurveyBase; readonly set: ResponseSet },
): SurveyColumn {
  const total = (some: readonly ValueRow[]) => some.reduce((sum, { n }) => sum + Number(n), 0)
  const given = rows.filter(({ value }) => value !== null)
  const whole = total(base === 'opinions' ? given : rows)
  const cell = (code: string, label: string, n: number): SurveyCell => {
    const people = (count: number) => ({ n: count, weight: count, squaredWeight: count })
    return {
      code,
      label,
      n,
      share: share(people(n), people(whole)),
      interval: shareInterval(people(n), people(whole)),
      mentionShare: null,
      certainty: 'certain',
      reason: null,
    }
  }
  const silent = base === 'opinions' ? [] : SILENT
  return {
    territory,
    base: whole,
    effectiveBase: null,
    baseRule: typeset(
      base === 'opinions'
        ? 'personnes qui ont donné une valeur'
        : 'personnes à qui la question a été posée, y compris « je ne sais pas » et sans réponse',
    ),
    cells: [
      ...bins.map((bin) =>
        cell(bin.code, bin.label, total(given.filter(({ value }) => bin.holds(value ?? '')))),
      ),
      ...silent.map(({ code, label }) =>
        cell(code, label, total(rows.filter(({ value, absence }) => value === null && absence === code))),
      ),
    ],
    mentions: null,
    summary:
      kind === 'number'
        ? summaryOfValues(given.map(({ value, n }) => ({ value: Number(value), n: Number(n) })))
        : null,
    agreement: null,
    unsplit: [],
    discrepancies: [],
    loads: rows.length > 0 ? [...set.loads] : [],
  }
}

/** « Sur 24 réponses, la moitié va de 3 à 6 (premier et troisième quartiles) ; médiane 4, moyenne 4,4. » */
function findingOfValues({ kind }: AskedValue, values: readonly { value: string; n: number }[]): string {
  const sorted = [...values].sort((a, b) =>
    kind === 'number' ? Number(a.value) - Number(b.value) : a.value < b.value ? -1 : 1,
  )
  const n = sorted.reduce((sum, each) => sum + each.n, 0)
  if (n === 0) return 'Personne n’a donné de valeur.'
  const answers = counted(n, 'réponse')
  const words = (value: string) => (kind === 'number' ? frenchNumber(Number(value), 2) : frenchDate(value))
  const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => words(quantile(sorted, part)))
  if (n < 4) return typeset(`${answers} : médiane ${middle}.`)
  const mean = sorted.reduce((sum, each) => sum + Number(each.value) * each.n, 0) / n
  const means = kind === 'number' ? `, moyenne ${frenchNumber(mean, 1)}` : ''
  const [from, to] = kind === 'number' ? ['de', 'à'] : ['du', 'au']
  return typeset(
    `Sur ${answers}, la moitié va ${from} ${low} ${to} ${high} (premier et troisième quartiles) ; médiane ${middle}${means}.`,
  )
}

/** The value at or below which that part of the answers lies: one that somebody gave (type 1 of Hyndman and Fan). */
function quantile(sorted: readonly { value: string; n: number }[], part: number): string {
  const n = sorted.reduce((sum, each) => sum + each.n, 0)
  let passed = 0
  for (const each of sorted) {
    passed += each.n
    if (passed >= part * n) return each.value
  }
  return sorted.at(-1)?.value ?? ''
}
