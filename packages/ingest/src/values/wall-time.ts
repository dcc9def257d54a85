import { type DateOrder, readDate } from './date.ts'

/** A wall time that was read (`2018-09-12T14:05:00`), or why it was not. */
export type ReadWallTime =
  | { readonly value: string; readonly problem?: undefined }
  | { readonly problem: string; readonly value?: undefined }

const OFFSET = /(Z|[+-]\d{2}:?\d{2})$/i

/**
 * Reads a day and a time as wall time in a zone: as it is written, or converted where the source writes an offset.
 * Seconds may be absent; their fractions are dropped.
 */
export function readWallTime(written: string, order: DateOrder, timezone: string): ReadWallTime {
  const [, day, rest] = /^(\S+?)[T\s]+(.+)$/.exec(written.trim()) ?? []
  if (!day || !rest) return { problem: 'il faut un jour et une heure' }
  const read = readDate(day, order)
  if (read.value === undefined) return read
  const offset = OFFSET.exec(rest)?.[1]
  const clock = /^(\d{1,2})\s*[:hH]\s*(\d{2})(?::(\d{2})(?:[.,]\d+)?)?$/.exec(rest.replace(OFFSET, '').trim())
  if (!clock) return { problem: 'l’heure ne se lit pas' }
  const [hour, minute, second] = [1, 2, 3].map((at) => Number(clock[at] ?? 0)) as [number, number, number]
  if (hour > 23 || minute > 59 || second > 59) return { problem: 'cette heure n’existe pas' }
  const wall = `${read.value}T${[hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':')}`
  return { value: offset ? inZone(instantOf(wall, offset), timezone) : wall }
}

/** Seconds from one wall time to another, no change of clock between them. */
export function secondsBetween(from: string, to: string): number {
  return (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / 1000
}

function instantOf(wall: string, offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? ['', '+', '0', '0']
  const shift = (Number(hours) * 60 + Number(minutes)) * 60_000
  return Date.parse(`${wall}Z`) - (sign === '-' ? -shift : shift)
}

function inZone(instant: number, timezone: string): string {
  return new Date(instant + offsetAt(instant, timezone)).toISOString().slice(0, 19)
}

const DAY = 86_400_000
const steady = new Map<string, number | null>()

/** Milliseconds to add to universal time. Asked once for most days: it is the same at both ends of all but two a year. */
export function offsetAt(instant: number, timezone: string): number {
  const day = Math.floor(instant / DAY)
  const key = `${timezone} ${day}`
  let known = steady.get(key)
  if (known === undefined) {
    const [start, end] = [offsetOf(day * DAY, timezone), offsetOf((day + 1) * DAY, timezone)]
    known = start === end ? start : null
    steady.set(key, known)
  }
  return known ?? offsetOf(instant, timezone)
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function offsetOf(instant: number, timezone: string): number {
  const clock = clocks.get(timezone) ?? clockOf(timezone)
  clocks.set(timezone, clock)
  const parts = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, value]))
  const wall = `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}Z`
  return Date.parse(wall) - Math.floor(instant / 1000) * 1000
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
}
