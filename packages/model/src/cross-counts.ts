import type { Database } from '@retombees/warehouse/database'
import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import { type GroupRow, groupingIds, groupsQuery, MOST_PAIRS, type Pair } from './cross-groups.ts'
import { groupBy } from './group-by.ts'
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

/** Counts each pair of sides over the answers of a set that every filter keeps. */
export async function countTables(
  db: Kysely<Database>,
  set: ResponseSet,
  pairs: readonly (readonly [Side, Side])[],
  filters: readonly RawBuilder<SqlBool>[],
): Promise<readonly CountedTable[]> {
  const asked = pairs.flatMap(([rows, columns]) =>
    rows.axes.flatMap((row) => columns.axes.map((column) => [row, column] as const)),
  )
  const matrices = await countPairs(db, set, asked, filters)
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
  pairs: readonly Pair[],
  filters: readonly RawBuilder<SqlBool>[],
): Promise<readonly Matrix[]> {
  const matrices: Matrix[] = []
  for (let at = 0; at < pairs.length; at += MOST_PAIRS) {
    const scan = pairs.slice(at, at + MOST_PAIRS)
    const found = scan.map(() => new Map<string, Sums>())
    for (const { own, kept } of partsOf(scan)) {
      const { rows } = await groupsQuery(set, own, [...filters, ...kept]).execute(db)
      const groups = groupBy(rows, (row) => Number(row.own))
      for (const [index, id] of groupingIds(own).entries())
        for (const group of groups.get(id) ?? []) count(found[index], own[index], group)
    }
    matrices.push(...found)
  }
  return matrices
}

interface Part {
  readonly own: readonly Pair[]
  readonly kept: readonly RawBuilder<SqlBool>[]
}

/**
 * A scan in two where all its pairs share an axis: those who answered there, by their answers alone, then the blanks, by
 * their reasons alone. The engine knows from its statistics where there is no blank, and does not look.
 */
function partsOf(scan: readonly Pair[]): readonly Part[] {
  const side = [0, 1].find((each) => scan.length > 1 && scan.every((pair) => pair[each] === scan[0]?.[each]))
  const shared = side === undefined ? undefined : scan[0]?.[side]
  if (shared === undefined || shared.absence === null) return [{ own: scan, kept: [] }]
  const given: Axis = { value: shared.value, absence: null, codeOf: (value) => shared.codeOf(value, null) }
  const blank: Axis = {
    value: shared.absence,
    absence: null,
    codeOf: (reason) => shared.codeOf(null, reason),
  }
  const along = (axis: Axis) =>
    scan.map(([row, column]) => (side === 0 ? ([axis, column] as const) : ([row, axis] as const)))
  const value = sql.ref(shared.value)
  return [
    { own: along(given), kept: [sql<SqlBool>`${value} is not null`] },
    { own: along(blank), kept: [sql<SqlBool>`${value} is null`] },
  ]
}

function count(matrix: Map<string, Sums> | undefined, pair: Pair | undefined, group: GroupRow): void {
  const r = pair?.[0].codeOf(group.r, group.r_absence) ?? null
  const c = pair?.[1].codeOf(group.c, group.c_absence) ?? null
  if (r === null || c === null || !matrix) return
  const before = matrix.get(`${r}|${c}`) ?? NOBODY
  const n = Number(group.n)
  matrix.set(`${r}|${c}`, {
    n: before.n + n,
    weight: before.weight + Number(group.weight ?? n),
    squaredWeight: before.squaredWeight + Number(group.squared ?? n),
  })
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

const NOBODY: Sums = Object.freeze({ n: 0, weight: 0, squaredWeight: 0 })

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
