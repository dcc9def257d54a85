import type { Provenance } from '@retombees/contract/figure'
import type { Where } from '@retombees/programme/measure'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { requireColumns } from '../measures/fact-table.ts'
import { isPresent } from '../present-tables.ts'
import { countCells } from './cube-counts.ts'
import { countFacts } from './fact-counts.ts'
import type { MonthRange, PeriodUnit } from './period-units.ts'

/** How many rows of a fact table, or how many different values of one of its columns, by what, and among which. */
export interface CountQuestion {
  readonly table: string
  /** Count the different values of this column (`person`) instead of rows. */
  readonly distinct?: string
  /** Columns to count by, such as `territory` or `kind`; `period` cuts the months into periods of `unit`. */
  readonly by?: readonly string[]
  /** What `period` is among `by`: months unless it is said. */
  readonly unit?: PeriodUnit
  /** Only rows that meet this, as in an indicator. */
  readonly where?: Where
  /** Only these months. */
  readonly during?: MonthRange
}

/** One cell of the answer: `at` holds a value for each of `by`; a blank, or a value that is not in its list, is `BLANK` of contract/query. */
export type CountedCell =
  | { readonly at: Readonly<Record<string, string>>; readonly state: 'value'; readonly n: number }
  | { readonly at: Readonly<Record<string, string>>; readonly state: 'suppressed'; readonly reason: string }

/**
 * The answer. Counted from facts, cells without a row are left out (but for the only cell of a question without `by`);
 * taken from the cube, zeros are there too. Without anything to count, `provenance` is null.
 */
export interface Counts {
  readonly from: 'facts' | 'cube'
  readonly provenance: Provenance | null
  readonly loads: readonly string[]
  readonly cells: readonly CountedCell[]
  /** The closed periods that the cube answered for; null when facts did, open periods included. */
  readonly periods: readonly string[] | null
  /** Why nothing is answered at all, in French: the programme publishes no table that details this. */
  readonly withheld: string | null
}

/**
 * Counts from facts where the face that is read holds them; else selects or sums published cells, and never counts
 * anything: a cell that needs a suppressed one is `suppressed`, a question that no published table details is
 * `withheld`. Real rows where there are any, else simulated ones, never both. Throws a ModelError for an unknown table
 * or column.
 */
export async function countsOf(
  db: Kysely<Database>,
  programme: Programme,
  question: CountQuestion,
): Promise<Counts> {
  const columns = (question.by ?? []).filter((column) => column !== 'period')
  const timed = question.during !== undefined || question.by?.includes('period') === true
  requireColumns(question.table, [
    ...columns,
    ...Object.keys(question.where ?? {}),
    ...(question.distinct === undefined ? [] : [question.distinct]),
    ...(timed ? ['month'] : []),
  ])
  return (await isPresent(db, question.table))
    ? countFacts(db, question)
    : countCells(db, programme, question)
}
