import { randomBytes } from 'node:crypto'
import type { ErasureInLoad, PurgeReport } from '@retombees/contract/erasure'
import { type Identity, identityDigests, matchIdentity } from '@retombees/ingest/protect/identity'
import { withoutName } from '@retombees/ingest/protect/name-in-text'
import { drawnFor } from '@retombees/ingest/protect/sever'
import type { Programme } from '@retombees/programme/programme'
import { erasurePending } from '@retombees/warehouse/erasure'
import type { Home } from '@retombees/warehouse/home'
import { type Clock, dayIn } from '../clock.ts'
import { personKey } from '../person-key.ts'
import { asWriter } from '../writer.ts'
import { carryOut, isNothing, type PlannedErasure, planErasure } from './erase.ts'

/** How a person is erased. */
export interface Purging {
  readonly now: Clock
  /** Who has it done, as the ledger will say. */
  readonly by: string
  /** Says where the person is, and changes nothing. */
  readonly dryRun?: boolean
  /** Where what replaces identifiers is drawn from. */
  readonly random?: typeof randomBytes
}

/**
 * Erases a person, known by identifiers, from everything that a home keeps: the identifiers of its rows give way to others,
 * drawn at random and the same in all of them, so that every count stays and nothing leads back; its words, and its name in
 * the words of others, go. Loads in force or not, mends, what is remembered of publications; then every snapshot is made anew.
 * Throws IngestError for identifiers that recognise nobody, PipelineError without the key that loads were made with.
 */
export function purge(
  home: Home,
  programme: Programme,
  identity: Identity,
  purging: Purging,
): Promise<PurgeReport> {
  const { now, by, dryRun = false } = purging
  if (dryRun) return plan(home, programme, identity, purging).then(({ report }) => report)
  return asWriter(home, 'purge', now, async () => {
    const { planned, report } = await plan(home, programme, identity, purging)
    if (isNothing(planned)) return report
    await carryOut(home, programme, planned, { cause: 'request', by, now })
    return { ...report, finished: !erasurePending(home) }
  })
}

async function plan(
  home: Home,
  programme: Programme,
  identity: Identity,
  { now, random = randomBytes }: Purging,
): Promise<{ planned: PlannedErasure; report: PurgeReport }> {
  const secret = personKey(home, random, { keep: false })
  const own = identityDigests(identity, secret, dayIn(programme.timezone, now()))
  const drawn = drawnFor([...own.values()], random)
  const namesakes = new Set<string>()
  const persons = new Map<string, ReadonlyMap<string, string>>()
  const planned = await planErasure(home, programme, {
    persons,
    severed: (digests) => {
      const match = matchIdentity(digests, own)
      if (match === 'namesake') namesakes.add(digests.join())
      if (match !== 'same') return null
      persons.set('', drawn)
      return drawn
    },
    silences: () => false,
    withoutName: (text) => (identity.name === undefined ? text : withoutName(text, identity.name)),
  })
  return { planned, report: reportOf(planned, namesakes.size) }
}

function reportOf(planned: PlannedErasure, namesakes: number): PurgeReport {
  const { loads, releases, mends } = planned
  return {
    loads: loads.map(
      ({ manifest, inForce, severed, silenced, mentions, kept }): ErasureInLoad => ({
        load_id: manifest.loadId,
        source: manifest.source,
        file: manifest.file,
        in_force: inForce,
        rows: severed,
        texts: silenced,
        mentions,
        kept,
      }),
    ),
    mends,
    releases: releases.length,
    namesakes,
    finished: true,
  }
}
