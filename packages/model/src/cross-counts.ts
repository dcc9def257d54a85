import type { Database } from '@retombees/warehouse/database'
import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import { allOf } from './measures/filter.ts'
import type { ResponseSet } from './response-set.ts'
import type { Axis, Side } from './survey-sides.ts'

/** People, their weights and the squares of them: all that a weighted share is made of. Without weights each weighs 1. */
export interface Sums {
  readonly n: number
  readonly weight: number
  readonly squaredWeight: number
}

/** A table counted: cells by row then column, who is in each category, and who is in the base. */
export interface CountedTable {
  readonly cells: readonly (readonly Sums[])[]
  readonly rowTotals: readonly Sums[]
  readonly columnTotals: readonly Sums[]
  readonly whole: Sums
}

interface PairRow {
  readonly pair: number
  readonly r: number
  readonly c: number
  readonly n: number | bigint
  readonly weight?: string | number
  readonly squared?: string | number
}

/** How many pairs of axes one statement counts: beyond, the text of the query weighs more than its work. */
const MOST_PAIRS = 240

/**
 * Counts many pairs of axes in one statement: the answers are read once, each axis becomes a column of small integers, and
 * the pairs are grouped on those. `pairs` are places in `axes`.
 */
export function pairsQuery(
  set: Pick<ResponseSet, 'table' | 'rows' | 'weight'>,
  axes: readonly Axis[],
  pairs: readonly (readonly [number, number])[],
  filters: readonly RawBuilder<SqlBool>[],
): RawBuilder<PairRow> {
  const named = axes.map(({ code }, at) => sql`${code} as ${sql.ref(`a${at}`)}`)
  const weight = set.weight ? [sql`${set.weight} as w`] : []
  const sums = set.weight ? sql`, sum(w)::varchar as weight, sum(w * w)::varchar as squared` : sql``
  const counted = pairs.map(([row, column], at) => {
    const [r, c] = [sql.ref(`a${row}`), sql.ref(`a${column}`)]
    return sql`select ${sql.lit(at)} as pair, ${r} as r, ${c} as c, count(*) as n${sums} from coded where ${r} is not null and ${c} is not null group by all`
  })
  return sql<PairRow>`with coded as materialized (select ${sql.join([...named, ...weight])} from ${sql.table(set.table)} where ${allOf([set.rows, ...filters])}) ${sql.join(counted, sql` union all `)}`
}

/** Counts each pair of sides over the answers of a set that every filter keeps. */
export async function countTables(
  db: Kysely<Database>,
  set: ResponseSet,
  pairs: readonly (readonly [Side, Side])[],
  filters: readonly RawBuilder<SqlBool>[],
): Promise<readonly CountedTable[]> {
  const axes: Axis[] = []
  const placeOf = new Map<Axis, number>()
  const place = (axis: Axis) => {
    const known = placeOf.get(axis) ?? axes.push(axis) - 1
    placeOf.set(axis, known)
    return known
  }
  const asked = pairs.map(([rows, columns]) =>
    rows.axes.map((row) => columns.axes.map((column) => [place(row), place(column)] as const)),
  )
  const matrices = await countPairs(db, set, axes, asked.flat(2), filters)
  let at = 0
  return pairs.map(([rows, columns]) => {
    const own = rows.axes.map(() => columns.axes.map(() => matrices[at++] ?? new Map()))
    return assembled(rows, columns, own)
  })
}

type Matrix = ReadonlyMap<string, Sums>

async function countPairs(
  db: Kysely<Database>,
  set: ResponseSet,
  axes: readonly Axis[],
  pairs: readonly (readonly [number, number])[],
  filters: readonly RawBuilder<SqlBool>[],
): Promise<Matrix[]> {
  const matrices = pairs.map(() => new Map<string, Sums>())
  for (let from = 0; from < pairs.length; from += MOST_PAIRS) {
    const some = pairs.slice(from, from + MOST_PAIRS)
    const { rows } = await pairsQuery(set, axes, some, filters).execute(db)
    for (const { pair, r, c, n, weight, squared } of rows) {
      const count = Number(n)
      const sums = { n: count, weight: Number(weight ?? count), squaredWeight: Number(squared ?? count) }
      matrices[from + Number(pair)]?.set(`${r}|${c}`, sums)
    }
  }
  return matrices
}

/** A table from the matrices of its axes: one where both sides exclude, else one for each option. */
function assembled(rows: Side, columns: Side, matrices: readonly (readonly Matrix[])[]): CountedTable {
  const [severalRows, severalColumns] = [rows.kind === 'multiple', columns.kind === 'multiple']
  const matrix = (i: number, j: number): Matrix =>
    matrices[severalRows ? i : 0]?.[severalColumns ? j : 0] ?? new Map()
  const inRow = (i: number) => (key: string) => Number(key.split('|')[0]) === (severalRows ? 1 : i)
  const inColumn = (j: number) => (key: string) => Number(key.split('|')[1]) === (severalColumns ? 1 : j)
  return {
    cells: rows.options.map((_, i) =>
      columns.options.map((__, j) => added(matrix(i, j), (key) => inRow(i)(key) && inColumn(j)(key))),
    ),
    rowTotals: rows.options.map((_, i) => added(matrix(i, 0), inRow(i))),
    columnTotals: columns.options.map((_, j) => added(matrix(0, j), inColumn(j))),
    whole: added(matrix(0, 0), () => true),
  }
}

function added(matrix: Matrix, kept: (key: string) => boolean): Sums {
  let [n, weight, squaredWeight] = [0, 0, 0]
  for (const [key, sums] of matrix) {
    if (!kept(key)) continue
    n += sums.n
    weight += sums.weight
    squaredWeight += sums.squaredWeight
  }
  return { n, weight, squaredWeight }
}
