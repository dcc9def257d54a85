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
  readonly r: number
  readonly c: number
  readonly n: number | bigint
  readonly weight?: string | number
  readonly squared?: string | number
}

/**
 * Counts one pair of axes. The engine groups the answers as they are stored, which it does on its dictionaries without
 * looking at a text; only the few groups found are then coded. Why there is no answer is only read where there is none.
 */
export function pairQuery(
  set: Pick<ResponseSet, 'table' | 'rows' | 'weight'>,
  [row, column]: readonly [Axis, Axis],
  filters: readonly RawBuilder<SqlBool>[],
): RawBuilder<PairRow> {
  const values = [...row.values, ...column.values]
  const absences = [row, column].flatMap(({ absence }) => absence ?? [])
  const sums = set.weight
    ? sql`count(*) as n, sum(${set.weight}) as w, sum(${set.weight} * ${set.weight}) as ww`
    : sql`count(*) as n`
  const counted = (reasons: RawBuilder<unknown>[], where: readonly RawBuilder<SqlBool>[]) =>
    sql`select ${sql.join([...values.map((name) => sql.ref(name)), ...reasons, sums])} from ${sql.table(set.table)} where ${allOf([set.rows, ...filters, ...where])} group by all`
  const blank = sql<SqlBool>`(${sql.join(
    values.map((name) => sql`${sql.ref(name)} is null`),
    sql` or `,
  )})`
  const given = counted(
    absences.map((name) => sql`null::varchar as ${sql.ref(name)}`),
    [],
  )
  const groups =
    absences.length === 0
      ? given
      : sql`${given} union all ${counted(
          absences.map((name) => sql.ref(name)),
          [blank],
        )}`
  const total = set.weight
    ? sql`sum(n) as n, sum(w)::varchar as weight, sum(ww)::varchar as squared`
    : sql`sum(n) as n`
  return sql<PairRow>`select ${row.code} as r, ${column.code} as c, ${total} from (${groups}) group by all having r is not null and c is not null`
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
  const matrices: Map<string, Sums>[] = []
  for (const [row, column] of pairs) {
    const [own, other] = [axes[row], axes[column]]
    const matrix = new Map<string, Sums>()
    matrices.push(matrix)
    if (!own || !other) continue
    const { rows } = await pairQuery(set, [own, other], filters).execute(db)
    for (const { r, c, n, weight, squared } of rows) {
      const count = Number(n)
      const sums = { n: count, weight: Number(weight ?? count), squaredWeight: Number(squared ?? count) }
      matrix.set(`${r}|${c}`, sums)
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
