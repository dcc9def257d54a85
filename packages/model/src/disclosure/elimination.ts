/** A prime under 2^25: products of two residues stay exact in a double. */
const PRIME = 33_554_393

/** Two ways in which unknowns can move together, at random, without any known sum changing (modulo a prime). */
export type Freedom = readonly [Float64Array, Float64Array]

/**
 * What sums of columns leave free. Gauss-Jordan elimination of 0/1 rows (each the columns that are 1) modulo a prime, then
 * two random vectors of the null space. A sum that follows from the rows is always found to; one that does not is taken
 * to follow once in 10^15 (J. T. Schwartz, Journal of the ACM 27 (1980) 701-717), which only hides a cell too many.
 */
export function freedomOf(sums: readonly (readonly number[])[], columns: number): Freedom {
  const rows: Float64Array[] = []
  const rowAt = new Int32Array(columns).fill(-1)
  for (const sum of [...sums].sort((a, b) => a.length - b.length)) {
    const row = new Float64Array(columns)
    for (const column of sum) row[column] = 1
    for (const column of sum) {
      const pivot = rows[rowAt[column] ?? -1]
      if (pivot) subtract(row, pivot, row[column] ?? 0)
    }
    const pivot = row.findIndex((value) => value !== 0)
    if (pivot < 0) continue
    scale(row, inverse(row[pivot] ?? 1))
    for (const other of rows) subtract(other, row, other[pivot] ?? 0)
    rowAt[pivot] = rows.length
    rows.push(row)
  }
  const residues = randomResidues()
  return [freeVector(rows, rowAt, residues), freeVector(rows, rowAt, residues)]
}

/** Whether the sum of these columns follows from the rows: it cannot move. */
export function follows(freedom: Freedom, columns: readonly number[]): boolean {
  return freedom.every((vector) => {
    const moved = columns.reduce((sum, column) => sum + (vector[column] ?? 0), 0)
    return moved % PRIME === 0
  })
}

function freeVector(rows: readonly Float64Array[], rowAt: Int32Array, residues: () => number): Float64Array {
  const vector = Float64Array.from(rowAt, (row) => (row < 0 ? residues() : 0))
  const free = Array.from(rowAt.keys()).filter((column) => rowAt[column] === -1)
  rowAt.forEach((at, pivot) => {
    const row = rows[at]
    if (!row) return
    const sum = free.reduce((left, column) => (left + (row[column] ?? 0) * (vector[column] ?? 0)) % PRIME, 0)
    vector[pivot] = sum === 0 ? 0 : PRIME - sum
  })
  return vector
}

/** Park and Miller's generator, from a fixed seed: the same cube is always treated the same. */
function randomResidues(): () => number {
  let state = 20_190_701n
  return () => {
    state = (state * 48_271n) % 2_147_483_647n
    return Number(state % BigInt(PRIME))
  }
}

function subtract(row: Float64Array, other: Float64Array, factor: number): void {
  if (factor === 0) return
  for (let column = 0; column < row.length; column++) {
    const value = other[column] ?? 0
    if (value === 0) continue
    const left = ((row[column] ?? 0) - factor * value) % PRIME
    row[column] = left < 0 ? left + PRIME : left
  }
}

function scale(row: Float64Array, factor: number): void {
  if (factor === 1) return
  for (let column = 0; column < row.length; column++) row[column] = ((row[column] ?? 0) * factor) % PRIME
}

/** By Fermat: value^(p − 2). */
function inverse(value: number): number {
  if (value === 1) return 1
  let result = 1
  let power = value
  for (let exponent = PRIME - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = (result * power) % PRIME
    power = (power * power) % PRIME
  }
  return result
}
