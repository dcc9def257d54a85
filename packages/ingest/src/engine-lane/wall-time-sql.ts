import { offsetAt } from '../values/wall-time.ts'

/** How a day and a time are written for the engine to read them as we do: anything else is read with care. */
const SHAPE = '(?:19[7-9]\\d|20\\d\\d)-\\d{2}-\\d{2}[T ](?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d'
const OFFSETS = Object.freeze({
  none: '',
  universal: 'Z',
  written: '(?:[.,]\\d{1,9})?(?:Z|[+-](?:0\\d|1[0-4]):[0-5]\\d)?',
})
/** The usual shape, told without a pattern; what the engine would read that is not all digits between its signs is not it. */
const USUAL = Object.freeze({
  none: { length: 19, like: '____-__-__T__:__:__', without: [' ', '\t', '.', 'T24:', 'Z'] },
  universal: { length: 20, like: '____-__-__T__:__:__Z', without: [' ', '\t', '.', 'T24:'] },
})
const YEARS = "timestamp '1970-01-01' and timestamp '2099-12-31 23:59:59'"

export type Offsets = keyof typeof OFFSETS

/** True where a cell, read as `written` (`asWritten`), is a day and a time that the engine reads as we do, with the offset that is said. */
export function isWallTime(cell: string, written: string, offsets: Offsets): string {
  const shape = `regexp_full_match(${cell}, '${SHAPE}${OFFSETS[offsets]}')`
  const read = `${written} between ${YEARS}`
  if (offsets === 'written') return `(${shape} and ${read})`
  const { length, like, without } = USUAL[offsets]
  const usual = [
    `strlen(${cell}) = ${length}`,
    `${cell} like '${like}'`,
    ...without.map((one) => `not contains(${cell}, '${one}')`),
  ]
  return `(case when ${usual.join(' and ')} then true else ${shape} end and ${read})`
}

/** The day and time of a cell as they are written, whatever the offset, where the offset is what is said. */
export function asWritten(cell: string, offsets: Offsets): string {
  return `try_cast(${offsets === 'written' ? `left(${cell}, 19)` : cell} as timestamp)`
}

/** The seconds that a cell’s offset adds to universal time; null where it writes none. */
export function offsetWritten(cell: string): string {
  const sign = `substr(${cell}, strlen(${cell}) - 5, 1)`
  const seconds = `substr(${cell}, strlen(${cell}) - 4, 2)::bigint * 3600 + right(${cell}, 2)::bigint * 60`
  return `case when right(${cell}, 1) = 'Z' then 0
    when strlen(${cell}) > 22 and ${sign} in ('+', '-') then (case ${sign} when '+' then 1 else -1 end) * (${seconds}) end`
}

/** The microseconds of universal time of what is written with an offset; without one, of what is written. */
export function instant(written: string, offset: string | null): string {
  return offset === null ? `epoch_us(${written})` : `epoch_us(${written}) - ${offset} * ${MICROSECONDS}`
}

const MICROSECONDS = 1_000_000

/** The wall time in a zone of an instant (microseconds) between the first and the last year that are written; null of null. */
export function wallTime(at: string, timezone: string, years: { from: number; until: number }): string {
  const changes = changesOf(timezone, years.from, years.until)
  const last = (changes.at(-1)?.offset ?? 0) * MICROSECONDS
  const branches = changes
    .slice(1)
    .map(
      (change, before) =>
        `when ${at} < ${change.at * MICROSECONDS} then ${(changes[before]?.offset ?? 0) * MICROSECONDS}`,
    )
  const offset = branches.length === 0 ? String(last) : `case ${branches.join(' ')} else ${last} end`
  return `make_timestamp(${at} + ${offset})`
}

interface Change {
  /** Second of universal time from which the offset holds. */
  readonly at: number
  /** Seconds to add to universal time. */
  readonly offset: number
}

const DAY = 86_400

/** Every change of clock from the day before `from` to the day after `until`, found by asking the calendar. */
function changesOf(timezone: string, from: number, until: number): Change[] {
  const offset = (second: number) => offsetAt(second * 1000, timezone) / 1000
  const start = Date.UTC(from, 0, 1) / 1000 - DAY
  const end = Date.UTC(until + 1, 0, 1) / 1000 + DAY
  const changes: Change[] = [{ at: start, offset: offset(start) }]
  for (let second = start; second < end; second += DAY) {
    if (offset(second) === offset(second + DAY)) continue
    let [low, high] = [second, second + DAY]
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (offset(middle) === offset(low)) low = middle
      else high = middle
    }
    changes.push({ at: high, offset: offset(high) })
  }
  return changes
}
