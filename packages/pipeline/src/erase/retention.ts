import { randomBytes } from 'node:crypto'
import type { LoadRetention } from '@retombees/contract/erasure'
import { restoreTable } from '@retombees/ingest/archive-table'
import { digestsOf, drawnFor } from '@retombees/ingest/protect/sever'
import type { Programme } from '@retombees/programme/programme'
import { keptUntil } from '@retombees/programme/retention'
import type { Home } from '@retombees/warehouse/home'
import { liveLoads, readLedger } from '@retombees/warehouse/ledger'
import { readLinesApart, readManifest } from '@retombees/warehouse/load-archive'
import { archivedLoads } from '@retombees/warehouse/severed-load'
import { type Clock, dayIn } from '../clock.ts'
import { asWriter } from '../writer.ts'
import { carryOut, planErasure } from './erase.ts'

/** How what is due is erased. */
export interface Retaining {
  readonly now: Clock
  /** Who has it done, as the ledger will say. */
  readonly by: string
  readonly random?: typeof randomBytes
}

/** How long each load of the archive is kept with its identifiers and words, in the order in which they came. */
export function retentionOf(home: Home, programme: Programme, now: Clock): LoadRetention[] {
  const events = readLedger(home)
  const inForce = new Set(liveLoads(events).map(({ loadId }) => loadId))
  const expired = new Set(
    events.flatMap((event) =>
      event.kind === 'erase' && event.cause === 'retention' ? event.loads.map(({ loadId }) => loadId) : [],
    ),
  )
  const today = dayIn(programme.timezone, now())
  return archivedLoads(home).map((loadId) => {
    const { source, file, receivedAt } = readManifest(home, loadId)
    const until = keptUntil(programme, source, dayIn(programme.timezone, new Date(receivedAt)))
    const isOver = until !== null && until < today
    return {
      load_id: loadId,
      source,
      file,
      in_force: inForce.has(loadId),
      until,
      state: until === null ? 'unlimited' : !isOver ? 'kept' : expired.has(loadId) ? 'expired' : 'due',
    }
  })
}

/**
 * Erases what is due, and publishes anew: the words of every row of a load whose time is over, and the identifiers of
 * persons whose every row is in such loads. Who still comes is kept as somebody who comes, so that no count of persons
 * changes. Returns how it stands then. Throws a PipelineError where a figure would change.
 */
export function applyRetention(
  home: Home,
  programme: Programme,
  { now, by, random = randomBytes }: Retaining,
): Promise<LoadRetention[]> {
  return asWriter(home, 'retention', now, async () => {
    const standing = retentionOf(home, programme, now)
    const due = standing.flatMap(({ state, load_id }) => (state === 'due' ? load_id : []))
    if (due.length === 0) return standing
    const over = new Set(
      standing.flatMap(({ state, load_id }) => (state === 'due' || state === 'expired' ? load_id : [])),
    )
    const still = await personsIn(
      home,
      standing.map(({ load_id }) => load_id).filter((loadId) => !over.has(loadId)),
    )
    const persons = new Map<string, ReadonlyMap<string, string>>()
    const planned = await planErasure(home, programme, {
      persons,
      severed: (digests, loadId) => {
        const person = personOf(digests)
        if (digests.length === 0 || !over.has(loadId) || still.has(person)) return null
        const drawn = persons.get(person) ?? drawnFor(digests, random)
        persons.set(person, drawn)
        return drawn
      },
      silences: (loadId) => over.has(loadId),
      withoutName: (text) => text,
    })
    await carryOut(home, programme, planned, { cause: 'retention', by, now, alsoLoads: due })
    return retentionOf(home, programme, now)
  })
}

async function personsIn(home: Home, loads: readonly string[]): Promise<ReadonlySet<string>> {
  const persons = new Set<string>()
  for (const loadId of loads) {
    const { rows } = restoreTable(readManifest(home, loadId).reading, await readLinesApart(home, loadId))
    for (const { cells } of rows) persons.add(personOf(digestsOf(cells)))
  }
  for (const event of readLedger(home))
    if (event.kind === 'mend' && loads.includes(event.loadId))
      for (const { cells } of event.rows) persons.add(personOf(digestsOf(cells)))
  return persons
}

/** A person by all that identifies it in a row, in whatever order a file has it. */
function personOf(digests: readonly string[]): string {
  return digests.toSorted().join(' ')
}
