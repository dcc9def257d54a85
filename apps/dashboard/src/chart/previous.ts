import type { Breakdown } from '@retombees/contract/breakdown'
import { type Figure, isKnown } from '@retombees/contract/figure'
import { periodOf, periodOfDay } from '@retombees/contract/period'
import { isTimed } from './dated-events.ts'
import { cellAt } from './lay-out.ts'

/**
 * The period before under the names of the period shown: on an axis of time, each of its rows takes the name of the row that
 * it stands beside, as many months later as the two periods are apart; a code keeps its name.
 */
export function broughtForward(before: Breakdown, earlier: string, period: string): Breakdown {
  if (!isTimed(before)) return before
  const [from, to] = [periodOf(earlier), periodOf(period)]
  if (from === null || to === null) return before
  const months = monthsOf(to.start) - monthsOf(from.start)
  const later = (key: string) => {
    const start = periodOf(key)?.start
    if (start === undefined) return key
    const month = monthsOf(start) + months
    const day = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`
    return periodOfDay(day, before.rows.id) ?? key
  }
  const values = before.rows.values.map((value) => ({ ...value, key: later(value.key) }))
  const cells = before.cells.map((cell) => ({ ...cell, row: later(cell.row) }))
  return { ...before, rows: { ...before.rows, values }, cells }
}

const monthsOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1

/**
 * What a row held in the period before. Null where that period, or a cell of it, is not known: a difference is not made of
 * a lack.
 */
export function valueBefore(before: Breakdown, row: string): number | null {
  const columns = before.columns?.values.map((column) => column.key) ?? [null]
  const figures = columns.flatMap((column) => cellAt(before, row, column)?.figure ?? [])
  const known = figures.filter(isKnown)
  const hidden = figures.some(({ state }) => state === 'suppressed' || state === 'illegible')
  return known.length === 0 || hidden ? null : known.reduce((sum, { value }) => sum + value, 0)
}

/** The largest of the values that stand beside the rows; 0 without any. */
export function mostBefore(table: Breakdown, before: Breakdown | undefined): number {
  if (before === undefined) return 0
  return Math.max(0, ...table.rows.values.map(({ key }) => valueBefore(before, key) ?? 0))
}

/** The difference between two totals, and in parts of the first; null where one of them is not known. */
export function changeBetween(
  now: Figure,
  before: Figure,
): { before: number; difference: number; ratio: number | null } | null {
  if (!isKnown(now) || !isKnown(before)) return null
  const difference = now.value - before.value
  return { before: before.value, difference, ratio: before.value > 0 ? difference / before.value : null }
}

/**
 * What a table says beside each row: the period before where there is one; on an axis of time without one, the change from
 * the row above, where counts may be added. Null where there is nothing to say.
 */
export function besideRows(
  table: Breakdown,
  before: Breakdown | undefined,
): ((row: string) => number | null) | null {
  if (before !== undefined) return (row) => valueBefore(before, row)
  if (!isTimed(table) || !table.additive || table.rows.values.length < 2) return null
  const values = table.rows.values.map(({ key }) => ({ key, value: valueBefore(table, key) }))
  return (row) => {
    const rank = values.findIndex(({ key }) => key === row)
    const [now, last] = [values[rank]?.value ?? null, values[rank - 1]?.value ?? null]
    return now === null || last === null ? null : now - last
  }
}
