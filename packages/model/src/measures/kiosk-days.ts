import type { Provenance } from '@retombees/contract/figure'
import type { Database } from '@retombees/warehouse/database'
import { type Kysely, sql } from 'kysely'
import { groupBy } from '../group-by.ts'
import { executeOnce } from './in-flight.ts'
import { chosenProvenance } from './provenance.ts'

/** One kiosk on one day: the minutes that its centre was open, and those of them that it was down. */
export interface KioskDay {
  readonly kiosk: string
  readonly centre: string
  readonly territory: string
  readonly day: string
  readonly open: number
  readonly down: number
}

/** Every kiosk on every day from the first to the last that the log or the outages know. */
export interface KioskDays {
  readonly provenance: Provenance | null
  readonly days: readonly KioskDay[]
  readonly loads: readonly string[]
  /** Centres whose kiosks are in place and whose opening hours are not known. */
  readonly withoutHours: readonly { readonly centre: string; readonly territory: string }[]
}

interface Known {
  readonly provenance: string
  readonly loads: string
}
interface Installed extends Known {
  readonly kiosk: string
  readonly centre: string
  readonly territory: string
  readonly from: string | null
  readonly to: string | null
}
interface Slot extends Known {
  readonly centre: string
  readonly weekday: string
  readonly opening: string
  readonly closing: string
  readonly from: string
  readonly to: string | null
}
interface Down extends Known {
  readonly kiosk: string
  readonly started: string
  readonly ended: string | null
}

const known = [
  sql<string>`provenance`.as('provenance'),
  sql<string>`string_agg(distinct load_id, '|')`.as('loads'),
] as const

/** The four sources, each grouped by itself: they meet nowhere else than in `readKioskDays`. */
export function kioskDayQueries(db: Kysely<Database>) {
  return {
    log: db
      .selectFrom(
        db
          .selectFrom('kiosk_sessions')
          .select([
            'provenance',
            'load_id',
            'kiosk',
            'centre',
            'territory',
            sql<string>`min(day)`.as('first'),
            sql<string>`max(day)`.as('last'),
          ])
          .groupBy(['provenance', 'load_id', 'kiosk', 'centre', 'territory'])
          .as('log'),
      )
      .select([
        ...known,
        'kiosk',
        'centre',
        'territory',
        sql<string | null>`min(first)`.as('from'),
        sql<string | null>`max(last)`.as('to'),
      ])
      .groupBy(['provenance', 'kiosk', 'centre', 'territory']),
    installed: db
      .selectFrom('kiosk_installations')
      .select([...known, 'kiosk', 'centre', 'territory', 'installed_on as from', 'removed_on as to'])
      .groupBy(['provenance', 'kiosk', 'centre', 'territory', 'installed_on', 'removed_on']),
    hours: db
      .selectFrom('opening_hours')
      .select([...known, 'centre', 'weekday', 'opening', 'closing', 'valid_from as from', 'valid_to as to'])
      .where('kind', '=', 'opening')
      .groupBy(['provenance', 'centre', 'weekday', 'opening', 'closing', 'valid_from', 'valid_to']),
    outages: db
      .selectFrom('kiosk_outages')
      .select([...known, 'kiosk', 'started_at as started', 'ended_at as ended'])
      .groupBy(['provenance', 'kiosk', 'started_at', 'ended_at']),
  }
}

/**
 * Brings the log, the installations, the outages and the opening hours together, day by day, in exact minutes. Real
 * sources are never met with simulated ones: then, and where the log or the hours are not loaded, there are no days.
 */
export async function readKioskDays(db: Kysely<Database>): Promise<KioskDays> {
  const queries = kioskDayQueries(db)
  const [log, installed, hours, outages] = await Promise.all([
    executeOnce(db, queries.log),
    executeOnce(db, queries.installed),
    executeOnce(db, queries.hours),
    executeOnce(db, queries.outages),
  ])
  const provenance = chosenProvenance(log.map((row) => row.provenance))
  const own = <T extends Known>(rows: readonly T[]) => inProvenance(rows, provenance)
  const kiosks = own<Installed>(log)
  const slots = own<Slot>(hours)
  if (provenance === null || kiosks.length === 0 || slots.length === 0) {
    return { provenance: null, days: [], loads: [], withoutHours: [] }
  }
  const down = own<Down>(outages)
  const places = placesOf(kiosks, own<Installed>(installed))
  const [first = '', last = ''] = extent([
    ...kiosks.flatMap(({ from, to }) => [from ?? '', to ?? '']),
    ...down.map(({ started }) => started.slice(0, 10)),
  ])
  const slotsOf = groupBy(slots, ({ centre }) => centre)
  const downOf = groupBy(down, ({ kiosk }) => kiosk)
  return {
    provenance,
    days: places.flatMap((place) =>
      daysOfKiosk(place, first, last, slotsOf.get(place.centre) ?? [], downOf.get(place.kiosk) ?? []),
    ),
    loads: [...kiosks, ...slots, ...down, ...own<Installed>(installed)].flatMap(({ loads }) =>
      loads.split('|'),
    ),
    withoutHours: places.filter(({ centre }) => !slotsOf.has(centre)),
  }
}

/** Rows as real as the log, or as simulated. */
function inProvenance<T extends Known>(rows: readonly T[], provenance: Provenance | null): readonly T[] {
  const real = rows.filter((row) => (row.provenance === 'simulated') === (provenance === 'simulated'))
  const chosen = chosenProvenance(real.map((row) => row.provenance))
  return real.filter((row) => row.provenance === chosen)
}

/** Where each kiosk stood and when: as installed, or, for one that no installation names, as long as it logs. */
function placesOf(log: readonly Installed[], installed: readonly Installed[]): readonly Installed[] {
  const named = new Set(installed.map(({ kiosk }) => kiosk))
  return [...installed, ...log.filter(({ kiosk }) => !named.has(kiosk)).map(unbounded)]
}

function unbounded(row: Installed): Installed {
  return { ...row, from: null, to: null }
}

function extent(days: readonly string[]): readonly [string?, string?] {
  const sorted = days.filter((day) => day !== '').sort()
  return [sorted[0], sorted.at(-1)]
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
const DAY = 86_400_000
const MINUTE = 60_000

function daysOfKiosk(
  { kiosk, centre, territory, from, to }: Installed,
  first: string,
  last: string,
  slots: readonly Slot[],
  down: readonly Down[],
): readonly KioskDay[] {
  const start = from !== null && from > first ? from : first
  const end = to !== null && to < last ? to : last
  const stopped = merged(
    down.map(({ started, ended }) => [wall(started), ended === null ? wall(`${last}T24:00`) : wall(ended)]),
  )
  const days: KioskDay[] = []
  for (let at = wall(`${start}T00:00`); at <= wall(`${end}T00:00`); at += DAY) {
    const day = new Date(at).toISOString().slice(0, 10)
    const weekday = WEEKDAYS[new Date(at).getUTCDay()]
    const open = merged(
      slots
        .filter(
          (slot) => slot.weekday === weekday && slot.from <= day && (slot.to === null || day <= slot.to),
        )
        .map((slot) => [wall(`${day}T${slot.opening}`), wall(`${day}T${slot.closing}`)]),
    )
    if (open.length === 0) continue
    days.push({ kiosk, centre, territory, day, open: minutes(open), down: overlap(open, stopped) })
  }
  return days
}

type Span = readonly [number, number]

/** Wall time as if it were UTC: only differences within one centre are taken. `24:00` is the end of the day. */
function wall(text: string): number {
  return text.endsWith('T24:00') ? Date.parse(`${text.slice(0, 10)}T00:00Z`) + DAY : Date.parse(`${text}Z`)
}

function merged(spans: readonly Span[]): readonly Span[] {
  const sorted = spans.filter(([start, end]) => start < end).sort(([a], [b]) => a - b)
  const all: [number, number][] = []
  for (const [start, end] of sorted) {
    const before = all.at(-1)
    if (before && start <= before[1]) before[1] = Math.max(before[1], end)
    else all.push([start, end])
  }
  return all
}

function minutes(spans: readonly Span[]): number {
  return spans.reduce((sum, [start, end]) => sum + (end - start) / MINUTE, 0)
}

function overlap(open: readonly Span[], stopped: readonly Span[]): number {
  return minutes(
    open.flatMap(([start, end]) =>
      stopped
        .map(([from, to]): Span => [Math.max(start, from), Math.min(end, to)])
        .filter(([from, to]) => from < to),
    ),
  )
}
