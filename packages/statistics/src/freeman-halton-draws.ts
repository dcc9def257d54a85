import { logFactorials } from './distributions/log-gamma'
import type { RandomStream } from './distributions/random-stream'

export interface DrawsResult {
  readonly pValue: number
  readonly standardError: number
}

const EQUAL_LOG_PROBABILITY = 1e-7

/**
 * Freeman-Halton p-value estimated on `draws` random tables with the margins of the one given, which counts as one
 * draw more: (1 + tables as improbable) / (1 + draws). Its binomial standard error is taken at
 * (1 + tables as improbable) / (2 + draws), so that it never claims to be zero.
 * Tables are drawn cell by cell from their conditional law, as in W. M. Patefield, "Algorithm AS 159", Applied
 * Statistics 30 (1981) 91-97; the estimate is that of A. C. A. Hope, JRSS B 30 (1968) 582-598.
 */
export function drawnPValue(
  table: readonly (readonly number[])[],
  draws: number,
  random: RandomStream,
): DrawsResult {
  const rows = table.map((row) => row.reduce((sum, n) => sum + n, 0))
  const columns = (table[0] ?? []).map((_, j) => table.reduce((sum, row) => sum + (row[j] ?? 0), 0))
  const total = rows.reduce((sum, row) => sum + row, 0)
  const logFactorial = logFactorials(total)
  const observed = table.flat().reduce((sum, n) => sum + (logFactorial[n] ?? 0), 0) - EQUAL_LOG_PROBABILITY
  let asImprobable = 0
  for (let draw = 0; draw < draws; draw++) {
    if (drawnLogs(rows, columns, total, logFactorial, random) >= observed) asImprobable += 1
  }
  const pValue = (asImprobable + 1) / (draws + 1)
  const smoothed = (asImprobable + 1) / (draws + 2)
  return { pValue, standardError: Math.sqrt((smoothed * (1 - smoothed)) / draws) }
}

/** Σ ln x! over the cells of one random table: the more, the less probable the table. */
function drawnLogs(
  rows: readonly number[],
  columns: readonly number[],
  total: number,
  logFactorial: Float64Array,
  random: RandomStream,
): number {
  const left = [...columns]
  let below = total
  let logs = 0
  for (const row of rows) {
    let toPlace = row
    let room = below
    for (let j = 0; j < left.length; j++) {
      const column = left[j] ?? 0
      const count = j === left.length - 1 ? toPlace : drawCount(toPlace, column, room, logFactorial, random())
      left[j] = column - count
      toPlace -= count
      room -= column
      logs += logFactorial[count] ?? 0
    }
    below -= row
  }
  return logs
}

/** How many of a column's `column` fall among `row` places out of `total`, by inversion outwards from the mode. */
function drawCount(
  row: number,
  column: number,
  total: number,
  logFactorial: Float64Array,
  uniform: number,
): number {
  const lowest = Math.max(0, row + column - total)
  const highest = Math.min(row, column)
  if (lowest === highest) return lowest
  const log = (n: number) => logFactorial[n] ?? 0
  const rest = total - row - column
  const mode = Math.floor(((row + 1) * (column + 1)) / (total + 2))
  const atMode = Math.exp(
    log(row) +
      log(total - row) +
      log(column) +
      log(total - column) -
      log(total) -
      (log(mode) + log(row - mode) + log(column - mode) + log(rest + mode)),
  )
  let up = mode
  let down = mode
  let atUp = atMode
  let atDown = atMode
  let left = uniform - atMode
  while (left >= 0 && (up < highest || down > lowest)) {
    if (up < highest) {
      atUp *= ((row - up) * (column - up)) / ((up + 1) * (rest + up + 1))
      up += 1
      left -= atUp
      if (left < 0) return up
    }
    if (down > lowest) {
      atDown *= (down * (rest + down)) / ((row - down + 1) * (column - down + 1))
      down -= 1
      left -= atDown
      if (left < 0) return down
    }
  }
  return mode
}
