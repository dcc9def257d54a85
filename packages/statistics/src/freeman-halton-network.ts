import { logFactorials } from './distributions/log-gamma'

/** `work` counts the steps taken: arcs of the network, each once per distinct probability that reaches it. */
export interface NetworkResult {
  readonly pValue: number
  readonly work: number
}

interface Extremes {
  readonly longest: number
  readonly shortest: number
}

/** Names a node among those of its stage: what remains of the row totals, in descending order. */
type NodeKey = number | string

interface Node {
  readonly rows: readonly number[]
  /** Mass of the paths that reach the node, by log probability in grains. */
  readonly paths: Map<number, number>
}

interface Network {
  /** Column totals, in the order they are filled. */
  readonly columns: readonly number[]
  /** remaining[k]: total of the columns from k on. */
  readonly remaining: readonly number[]
  readonly logFactorial: Float64Array
  readonly keyOf: (rows: readonly number[]) => NodeKey
  readonly extremes: Map<NodeKey, Extremes>[]
  readonly workLimit: number
  work: number
}

/** `rows` is lent for the time of the call. */
type ArcVisitor = (rows: readonly number[], key: NodeKey, logArc: number) => void

/** Log probabilities that differ by less belong to equally probable tables, as in the 2×2 test. */
const EQUAL_LOG_PROBABILITY = 1e-7

/** Paths are merged when their log probabilities round to the same multiple of this. */
const PATH_GRAIN = 1e-10

class WorkLimitReached extends Error {}

/**
 * Exact Freeman-Halton p-value of a table without empty rows or columns, or null once `workLimit` steps are spent.
 * Columns are filled one after the other; a node is what remains of the row totals, whatever their order. A path whose
 * every completion is as improbable as the table counts whole, one with no such completion is dropped.
 * C. R. Mehta and N. R. Patel, "A network algorithm for performing Fisher's exact test in r×c contingency tables",
 * JASA 78 (1983) 427-434.
 */
export function networkPValue(
  table: readonly (readonly number[])[],
  workLimit: number,
): NetworkResult | null {
  const { rows, columns, cells } = orient(table)
  const total = rows.reduce((sum, row) => sum + row, 0)
  const logFactorial = logFactorials(total)
  let left = total
  const remaining = columns.map((column) => {
    const here = left
    left -= column
    return here
  })
  const network: Network = {
    columns,
    remaining,
    logFactorial,
    keyOf: keyFor(rows),
    extremes: columns.map(() => new Map()),
    workLimit,
    work: 0,
  }
  const sumLogs = (counts: readonly number[]) => counts.reduce((sum, n) => sum + (logFactorial[n] ?? 0), 0)
  const observed = sumLogs(rows) + sumLogs(columns) - (logFactorial[total] ?? 0) - sumLogs(cells)
  try {
    return {
      pValue: Math.min(1, tailMass(network, rows, observed + EQUAL_LOG_PROBABILITY)),
      work: network.work,
    }
  } catch (error) {
    if (error instanceof WorkLimitReached) return null
    throw error
  }
}

/** The shorter side becomes the rows, which a node must remember; the largest columns are filled first. */
function orient(table: readonly (readonly number[])[]) {
  const across = table.map((row) => row.reduce((sum, n) => sum + n, 0))
  const down = (table[0] ?? []).map((_, j) => table.reduce((sum, row) => sum + (row[j] ?? 0), 0))
  const [rows, columns] = across.length <= down.length ? [across, down] : [down, across]
  return { rows: descending(rows), columns: descending(columns), cells: table.flat() }
}

function descending(counts: readonly number[]): number[] {
  return [...counts].sort((one, other) => other - one)
}

/** A number in the base of the largest row where it stays exact, else a string. */
function keyFor(rows: readonly number[]): Network['keyOf'] {
  const base = Math.max(...rows) + 1
  if (base ** rows.length > Number.MAX_SAFE_INTEGER) return (left) => left.join(' ')
  return (left) => {
    let key = 0
    for (let i = 0; i < left.length; i++) key = key * base + (left[i] ?? 0)
    return key
  }
}

function spend(network: Network, steps: number): void {
  network.work += steps
  if (network.work > network.workLimit) throw new WorkLimitReached()
}

/** Probability of all tables whose log probability is at most `limit`. */
function tailMass(network: Network, rows: readonly number[], limit: number): number {
  let level = new Map<NodeKey, Node>([[network.keyOf(rows), { rows, paths: new Map([[0, 1]]) }]])
  let tail = 0
  network.columns.forEach((_, stage) => {
    const next = new Map<NodeKey, Node>()
    for (const node of level.values()) {
      forEachArc(network, stage, node.rows, (child, key, logArc) => {
        spend(network, node.paths.size)
        const { longest, shortest } = extremesFrom(network, stage + 1, child, key)
        const arc = Math.exp(logArc)
        for (const [grain, mass] of node.paths) {
          const path = grain * PATH_GRAIN + logArc
          if (path + longest <= limit) tail += mass * arc
          else if (path + shortest <= limit) addPath(next, key, child, path, mass * arc)
        }
      })
    }
    level = next
  })
  return tail
}

function addPath(
  level: Map<NodeKey, Node>,
  key: NodeKey,
  rows: readonly number[],
  path: number,
  mass: number,
): void {
  let node = level.get(key)
  if (node === undefined) {
    node = { rows: [...rows], paths: new Map() }
    level.set(key, node)
  }
  const grain = Math.round(path / PATH_GRAIN)
  node.paths.set(grain, (node.paths.get(grain) ?? 0) + mass)
}

const NOTHING_LEFT: Extremes = { longest: 0, shortest: 0 }

/** Log probabilities of the likeliest and of the least likely way to fill the columns from `stage` on. */
function extremesFrom(network: Network, stage: number, rows: readonly number[], key: NodeKey): Extremes {
  if (stage >= network.columns.length - 1) return NOTHING_LEFT
  const known = network.extremes[stage]?.get(key)
  if (known !== undefined) return known
  let longest = Number.NEGATIVE_INFINITY
  let shortest = Number.POSITIVE_INFINITY
  forEachArc(network, stage, rows, (child, childKey, logArc) => {
    spend(network, 1)
    const rest = extremesFrom(network, stage + 1, child, childKey)
    longest = Math.max(longest, logArc + rest.longest)
    shortest = Math.min(shortest, logArc + rest.shortest)
  })
  const found = { longest, shortest }
  network.extremes[stage]?.set(key, found)
  return found
}

/** Every way to spread a column over the rows that remain, with its multivariate hypergeometric log probability. */
function forEachArc(network: Network, stage: number, rows: readonly number[], visit: ArcVisitor): void {
  const { logFactorial } = network
  const log = (n: number) => logFactorial[n] ?? 0
  const column = network.columns[stage] ?? 0
  const total = network.remaining[stage] ?? 0
  const base = log(column) + log(total - column) - log(total) + rows.reduce((sum, row) => sum + log(row), 0)
  const last = rows.length - 1
  const left = [...rows]
  const child = [...rows]

  const place = (i: number, toPlace: number, room: number, logArc: number): void => {
    const row = rows[i] ?? 0
    if (i === last) {
      left[i] = row - toPlace
      sortDescending(left, child)
      visit(child, network.keyOf(child), logArc - log(toPlace) - log(row - toPlace))
      return
    }
    const roomAfter = room - row
    const most = Math.min(row, toPlace)
    for (let count = Math.max(0, toPlace - roomAfter); count <= most; count++) {
      left[i] = row - count
      place(i + 1, toPlace - count, roomAfter, logArc - log(count) - log(row - count))
    }
  }
  place(0, column, total, base)
}

/** Insertion sort from one array into another: rows are few, and this runs for every arc. */
function sortDescending(from: readonly number[], into: number[]): void {
  for (let i = 0; i < from.length; i++) {
    const value = from[i] ?? 0
    let place = i
    while (place > 0 && (into[place - 1] ?? 0) < value) {
      into[place] = into[place - 1] ?? 0
      place -= 1
    }
    into[place] = value
  }
}
