/** A sum of variables that equals, or is at least or at most, a value. Variables are zero or more. */
export interface Constraint {
  readonly columns: readonly number[]
  readonly relation: 'equal' | 'atLeast' | 'atMost'
  readonly value: number
}

/** The points that meet all constraints, held as a simplex tableau that stands on one of its corners. */
export interface Polytope {
  /**
   * The corner where the weighted sum of the variables is largest; null when it has no end. Corners passed on the way are
   * shown to `passing`, and it ends at the one that it accepts.
   */
  corner(
    weights: ReadonlyMap<number, number>,
    passing?: (point: readonly number[]) => boolean,
  ): readonly number[] | null
}

const TINY = 1e-9
/** What rounding leaves of a zero. */
const NOISE = 1e-12

/** Turns of the simplex after which Bland's rule is followed, which cannot go round in circles. */
const PATIENCE = 5_000
const MOST_TURNS = 50_000

/**
 * The polytope of these constraints over `width` variables; null when it is empty. Two-phase tableau simplex (G. B.
 * Dantzig, Linear Programming and Extensions, 1963, ch. 5). In floating point: a corner is a proposal, to be verified by
 * whoever uses it.
 */
export function polytope(constraints: readonly Constraint[], width: number): Polytope | null {
  const slacks = constraints.filter(({ relation }) => relation !== 'equal').length
  const real = width + slacks
  const size = real + constraints.length
  let slack = width
  const started = constraints.map(({ columns, relation, value }, index) => {
    const row = new Float64Array(size + 1)
    for (const column of columns) row[column] = (row[column] ?? 0) + 1
    if (relation !== 'equal') row[slack++] = relation === 'atLeast' ? -1 : 1
    row[size] = value
    if (value < 0) for (let at = 0; at <= size; at++) row[at] = -(row[at] ?? 0)
    row[real + index] = 1
    return row
  })
  const basis = started.map((_, index) => real + index)
  const artificial = new Float64Array(size)
  artificial.fill(-1, real)
  if (!climb(started, basis, artificial)) return null
  const short = started.reduce((sum, row, at) => sum + ((basis[at] ?? 0) >= real ? (row[size] ?? 0) : 0), 0)
  if (short > 1e-6) return null
  const rows = withoutArtificials(started, basis, real, size)
  return {
    corner(weights, passing) {
      const objective = new Float64Array(real)
      for (const [column, weight] of weights) objective[column] = weight
      const here = () => pointAt(rows, basis, width)
      const stop = passing && (() => passing(here()))
      return climb(rows, basis, objective, stop) ? here() : null
    },
  }
}

function pointAt(rows: readonly Float64Array[], basis: readonly number[], width: number): readonly number[] {
  const point = new Array<number>(width).fill(0)
  basis.forEach((column, index) => {
    const row = rows[index]
    if (row && column < width) point[column] = row[row.length - 1] ?? 0
  })
  return point
}

/** Climbs to the corner where the objective is largest, or where it is told to stop; false when it has no end. */
function climb(
  rows: readonly Float64Array[],
  basis: number[],
  objective: Float64Array,
  stop: () => boolean = () => false,
): boolean {
  const gain = new Float64Array(objective.length + 1)
  gain.set(objective)
  basis.forEach((column, index) => {
    const row = rows[index]
    if (row) subtract(gain, row, objective[column] ?? 0)
  })
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const entering = enteringColumn(gain, turn > PATIENCE)
    if (entering < 0) return true
    const leaving = leavingRow(rows, basis, entering)
    if (leaving < 0) return false
    const moved = Math.abs(rows[leaving]?.at(-1) ?? 0) > TINY
    pivot(rows, basis, leaving, entering)
    const row = rows[leaving]
    if (row) subtract(gain, row, gain[entering] ?? 0)
    if (moved && stop()) return true
  }
  return false
}

function enteringColumn(gain: Float64Array, bland: boolean): number {
  let best = -1
  for (let at = 0; at < gain.length - 1; at++) {
    const value = gain[at] ?? 0
    if (value <= TINY) continue
    if (bland) return at
    if (best < 0 || value > (gain[best] ?? 0)) best = at
  }
  return best
}

function leavingRow(rows: readonly Float64Array[], basis: readonly number[], entering: number): number {
  let best = -1
  let least = Number.POSITIVE_INFINITY
  rows.forEach((row, index) => {
    const value = row[entering] ?? 0
    if (value <= TINY) return
    const ratio = (row[row.length - 1] ?? 0) / value
    const tied = Math.abs(ratio - least) <= TINY && (basis[index] ?? 0) < (basis[best] ?? 0)
    if (ratio < least - TINY || tied) {
      least = Math.min(ratio, least)
      best = index
    }
  })
  return best
}

function pivot(rows: readonly Float64Array[], basis: number[], leaving: number, entering: number): void {
  const row = rows[leaving]
  if (!row) return
  const factor = row[entering] ?? 1
  // Tableaux of counts are mostly zeros: what is not is looked up once for all rows.
  const filled: number[] = []
  for (let at = 0; at < row.length; at++) {
    const value = row[at] ?? 0
    if (value === 0) continue
    row[at] = value / factor
    filled.push(at)
  }
  for (const other of rows) {
    const times = other[entering] ?? 0
    if (other === row || Math.abs(times) <= TINY) continue
    for (const at of filled) {
      const left = (other[at] ?? 0) - times * (row[at] ?? 0)
      other[at] = Math.abs(left) <= NOISE ? 0 : left
    }
  }
  basis[leaving] = entering
}

function subtract(row: Float64Array, other: Float64Array, times: number): void {
  if (Math.abs(times) <= TINY) return
  for (let at = 0; at < row.length; at++) row[at] = (row[at] ?? 0) - times * (other[at] ?? 0)
}

/** Artificial variables still in the basis stand at zero: they go out, or their row says nothing and goes. */
function withoutArtificials(
  rows: readonly Float64Array[],
  basis: number[],
  real: number,
  size: number,
): readonly Float64Array[] {
  const empty = new Set<number>()
  basis.forEach((column, index) => {
    if (column < real) return
    const row = rows[index]
    const entering = row ? row.findIndex((value, at) => at < real && Math.abs(value) > 1e-7) : -1
    if (entering >= 0) pivot(rows, basis, index, entering)
    else empty.add(index)
  })
  const kept = rows.flatMap((row, index) => {
    if (empty.has(index)) return []
    const short = row.slice(0, real + 1)
    short[real] = row[size] ?? 0
    return [short]
  })
  basis.splice(0, basis.length, ...basis.filter((_, index) => !empty.has(index)))
  return kept
}
