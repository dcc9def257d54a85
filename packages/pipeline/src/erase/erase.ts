import { archivedRow } from '@retombees/ingest/archive-table'
import { renamedPersons } from '@retombees/ingest/protect/sever'
import { withPersonsRenamed } from '@retombees/model/disclosure/rename-persons'
import type { Programme } from '@retombees/programme/programme'
import { decideErasure } from '@retombees/warehouse/erasure'
import type { Home } from '@retombees/warehouse/home'
import { type LedgerEvent, liveLoads, readLedger } from '@retombees/warehouse/ledger'
import { readManifest } from '@retombees/warehouse/load-archive'
import { type PeriodReleases, readReleases } from '@retombees/warehouse/releases'
import { archivedLoads } from '@retombees/warehouse/severed-load'
import { sweepLeftovers } from '@retombees/warehouse/sweep'
import type { Clock } from '../clock.ts'
import { publishLive } from '../publication.ts'
import { type ErasedLoad, type ErasingRule, eraseLoad } from './erase-load.ts'

/** Persons that a rule severs, by what takes the place of their identifiers. */
export interface Drawn {
  readonly persons: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/** An erasure worked out and checked, nothing of it done. */
export interface PlannedErasure {
  readonly loads: readonly (ErasedLoad & { readonly inForce: boolean })[]
  readonly releases: readonly PeriodReleases[]
  /** The ledger so far, its mends rewritten. */
  readonly events: readonly LedgerEvent[]
  readonly mends: number
  readonly persons: number
}

/**
 * Works out what a rule erases: from every load of the archive, in force or not, from mends, from what is remembered of
 * publications. Throws a PipelineError where a figure would change.
 */
export async function planErasure(
  home: Home,
  programme: Programme,
  rule: ErasingRule & Drawn,
): Promise<PlannedErasure> {
  const events = readLedger(home)
  const live = new Map(liveLoads(events).map((load) => [load.loadId, load]))
  const loads: (ErasedLoad & { inForce: boolean })[] = []
  for (const loadId of archivedLoads(home)) {
    const mends = events.flatMap((event) =>
      event.kind === 'mend' && event.loadId === loadId
        ? event.rows.map((row) => ({ ...row, at: event.at }))
        : [],
    )
    const load = { manifest: readManifest(home, loadId), live: live.get(loadId) ?? null, mends }
    const erased = await eraseLoad(home, programme, rule, load)
    if (erased) loads.push({ ...erased, inForce: load.live !== null })
  }
  const mended = new Map(loads.flatMap((load) => [...load.mended]))
  const renamed = new Map([...rule.persons.values()].flatMap((drawn) => [...renamedPersons(drawn)]))
  return {
    loads,
    releases: readReleases(home).flatMap((kept) => withPersonsRenamed(kept, renamed) ?? []),
    events: events.map((event) =>
      event.kind === 'mend'
        ? {
            ...event,
            rows: event.rows.map((row) => ({ ...row, cells: [...(mended.get(row.cells) ?? row.cells)] })),
          }
        : event,
    ),
    mends: mended.size,
    persons: rule.persons.size,
  }
}

/** Whether an erasure changes anything. */
export function isNothing({ loads, releases }: PlannedErasure): boolean {
  return loads.length === 0 && releases.length === 0
}

/**
 * Decides a planned erasure, carries it out, publishes anew and removes every older snapshot, as the writer. Killed on the
 * way, the next writer either finds nothing decided or finishes it.
 */
export async function carryOut(
  home: Home,
  programme: Programme,
  planned: PlannedErasure,
  said: {
    readonly cause: 'request' | 'retention'
    readonly by: string
    readonly now: Clock
    /** Loads that the event tells of though nothing in them changes. */
    readonly alsoLoads?: readonly string[]
  },
): Promise<void> {
  const { cause, by, now, alsoLoads = [] } = said
  const changed = planned.loads.map(({ manifest, severed, silenced, mentions, mended }) => ({
    loadId: manifest.loadId,
    rows: Math.max(severed, silenced, mentions, mended.size),
  }))
  const unchanged = alsoLoads.filter((loadId) => !changed.some((one) => one.loadId === loadId))
  const loads = [...changed, ...unchanged.map((loadId) => ({ loadId, rows: 0 }))]
  await decideErasure(home, {
    loads: planned.loads.map(({ manifest, raw, rows }) => ({
      manifest,
      lines: rows.map((row) => archivedRow(row, raw.header)),
    })),
    releases: planned.releases,
    events: [
      ...planned.events,
      { kind: 'erase', at: now().toISOString(), cause, by, persons: planned.persons, loads },
    ],
  })
  sweepLeftovers(home)
  await publishLive(home, programme, now)
}
