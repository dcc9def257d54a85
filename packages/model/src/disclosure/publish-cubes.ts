import type { Provenance } from '@retombees/contract/figure'
import type { Programme } from '@retombees/programme/programme'
import type { CubeDefinition } from '@retombees/programme/publication-file'
import type { Database } from '@retombees/warehouse/database'
import type { PeriodReleases, Release } from '@retombees/warehouse/releases'
import type { PublicationNotice } from '@retombees/warehouse/snapshot-manifest'
import type { Kysely } from 'kysely'
import type { DisclosureError } from '../errors.ts'
import { typeset } from '../french.ts'
import { isClosed } from '../published/period-units.ts'
import { insidersOf } from './attacker.ts'
import { type CellRow, cellRows } from './cell-rows.ts'
import type { Cube, Dimension, Event } from './cube.ts'
import { eventSource, thresholdOf } from './cube-definition.ts'
import { ownPeople, periodCubes, protectPeriod } from './period-tables.ts'
import { type PrintedTally, printedCounts, readPrinted } from './printed-counts.ts'
import { readPeriods, withBlanks } from './read-events.ts'
import { correctionLeaks } from './releases.ts'

/** Everything that leaves the house of the tables that concern persons, and what must be remembered of it. */
export interface PublishedCubes {
  readonly cells: readonly CellRow[]
  readonly releases: readonly PeriodReleases[]
  readonly notices: readonly PublicationNotice[]
}

/**
 * The cubes of a programme over an internal face, of the periods closed on a day. A period that was published already is
 * frozen: it goes out again as it was, and a late correction takes its place only if the difference gives nobody away.
 * Simulated rows give a simulated cube, which nothing freezes. Throws a DisclosureError when a period cannot be published
 * safely.
 */
export async function publishCubes(
  db: Kysely<Database>,
  programme: Programme,
  day: string,
  past: readonly PeriodReleases[],
): Promise<PublishedCubes> {
  const published = []
  for (const definition of programme.publication.cubes) {
    published.push(await publishCube(db, programme, definition, day, past))
  }
  return {
    cells: published.flatMap(({ cells }) => cells),
    releases: published.flatMap(({ releases }) => releases),
    notices: published.flatMap(({ notices }) => notices),
  }
}

async function publishCube(
  db: Kysely<Database>,
  programme: Programme,
  definition: CubeDefinition,
  day: string,
  past: readonly PeriodReleases[],
): Promise<PublishedCubes> {
  const source = eventSource(programme, definition)
  const { provenance, periods } = await readPeriods(db, source)
  if (provenance === null) return { cells: [], releases: [], notices: [] }
  const printed = provenance === 'simulated' ? [] : await readPrinted(db, programme, definition)
  const own = past.filter((each) => each.fact === definition.table && each.provenance === provenance)
  const found = new Map(periods.map(({ period, events }) => [period, events]))
  const all = [...new Set([...found.keys(), ...own.map(({ period }) => period)])].sort()
  const decided = all
    .filter((period) => isClosed(period, day))
    .map((period) =>
      publishPeriod(programme, definition, {
        provenance,
        period,
        events: found.get(period) ?? [],
        dimensions: source.dimensions,
        printed,
        past: own.find((each) => each.period === period)?.releases ?? [],
      }),
    )
  return {
    cells: decided.flatMap(({ releases }) => (releases.releases.at(-1)?.cells ?? []) as readonly CellRow[]),
    releases: decided.filter(({ isNew }) => isNew).map(({ releases }) => releases),
    notices: decided.flatMap(({ notice }) => notice ?? []),
  }
}

interface ClosedPeriod {
  readonly provenance: Provenance
  readonly period: string
  readonly events: readonly Event[]
  readonly dimensions: readonly Dimension[]
  readonly printed: readonly PrintedTally[]
  readonly past: readonly Release[]
}

/** What is in force of a period: its last release, after this one or as it was. */
interface Decision {
  readonly releases: PeriodReleases
  readonly isNew: boolean
  readonly notice: PublicationNotice | null
}

function publishPeriod(programme: Programme, definition: CubeDefinition, now: ClosedPeriod): Decision {
  const { provenance, period, past } = now
  const last = past.at(-1)
  const shape = shapeOf(programme, definition)
  const events = inOrder(now.events)
  const kept = (
    releases: readonly Release[],
    isNew: boolean,
    notice: PublicationNotice | null,
  ): Decision => ({
    releases: { fact: definition.table, provenance, period, releases },
    isNew,
    notice,
  })
  const same = last !== undefined && JSON.stringify(last.events) === JSON.stringify(events)
  if (same && last.definition === shape) return kept(past, false, null)
  if (provenance === 'simulated' || last === undefined) {
    return kept([freshRelease(programme, definition, now, events, shape)], true, null)
  }
  const notice = noticeOf(definition, period)
  if (last.definition !== shape) return kept(past, false, notice('definition-frozen', FROZEN))
  const fresh = freshRelease(programme, definition, now, events, shape)
  const leaks = past.flatMap((release) => leaksBetween(programme, definition, now, release, fresh))
  if (leaks.length > 0) return kept(past, false, notice('correction-withheld', WITHHELD))
  return kept([...past, fresh], true, notice('corrected', CORRECTED))
}

const FROZEN = 'publiée selon une définition plus ancienne ; elle reste telle qu’elle est sortie.'
const WITHHELD =
  'la correction n’est pas publiée : sa différence avec ce qui est déjà sorti désignerait trop peu de personnes.'
const CORRECTED = 'période close republiée : la correction passe le contrôle.'

function noticeOf({ table, label }: CubeDefinition, period: string) {
  return (code: PublicationNotice['code'], words: string): PublicationNotice => ({
    code,
    fact: table,
    period,
    message: typeset(`${label.fr}, ${period} : ${words}`),
  })
}

function freshRelease(
  programme: Programme,
  definition: CubeDefinition,
  { period, provenance, dimensions, past, printed }: ClosedPeriod,
  events: Release['events'],
  shape: string,
): Release {
  const cubes = periodCubes(
    definition,
    events,
    dimensionsOver(dimensions, [events, ...past.map((each) => each.events)]),
  )
  const known = cubes[0] ? printedCounts(cubes[0].cube, period, printed) : []
  const tables = protectPeriod(programme, definition, cubes, known)
  const of = { fact: definition.table, period, provenance, threshold: thresholdOf(programme, definition) }
  return {
    definition: shape,
    events,
    suppressed: cubes.map(({ by }, at) => ({ by, keys: [...(tables.suppressed[at] ?? [])].sort() })),
    cells: [...cellRows(tables, of)],
  }
}

/**
 * The sums whose change from one release to the other somebody works out, by fewer contributors than the threshold: the
 * public, or the director of a centre, who knows what changed there.
 */
function leaksBetween(
  programme: Programme,
  definition: CubeDefinition,
  { dimensions, past }: ClosedPeriod,
  before: Release,
  after: Release,
): readonly string[] {
  const over = dimensionsOver(dimensions, [after.events, ...past.map((each) => each.events)])
  const old = periodCubes(definition, before.events, over)
  const threshold = thresholdOf(programme, definition)
  return periodCubes(definition, after.events, over).flatMap(({ by, cube, within }, at) => {
    const hidden = (release: Release) =>
      new Set(release.suppressed.find((each) => each.by === by)?.keys ?? [])
    const [hiddenBefore, hiddenAfter] = [hidden(before), hidden(after)]
    const leaks = (was: Cube, is: Cube, who?: Parameters<typeof correctionLeaks>[3]) =>
      correctionLeaks(
        { cube: was, suppressed: hiddenBefore },
        { cube: is, suppressed: hiddenAfter },
        threshold,
        who,
      )
    const was = old[at]?.cube ?? cube
    const directors =
      by === null
        ? insidersOf(cube, 'centre').flatMap((who) => leaks(was, cube, who))
        : Object.entries(within).flatMap(([centre, own]) =>
            leaks(old[at]?.within[centre] ?? own, own, { name: `centre ${centre}`, knows: ownPeople(cube) }),
          )
    return [...leaks(was, cube), ...directors]
  })
}

function dimensionsOver(
  dimensions: readonly Dimension[],
  all: readonly (readonly Event[])[],
): readonly Dimension[] {
  return withBlanks(dimensions, all.flat())
}

/** What two releases must have in common to be compared. */
function shapeOf(programme: Programme, definition: CubeDefinition): string {
  const { dimensions } = eventSource(programme, definition)
  return JSON.stringify([
    dimensions,
    definition.tables,
    definition.persons,
    definition.threshold.on,
    thresholdOf(programme, definition),
  ])
}

/** Events in the order in which a release remembers them: two lists of the same are then equal. */
export function inOrder(events: readonly Event[]): Release['events'] {
  return events
    .map(({ at, person, times = 1 }) => ({ at: { ...at }, person, times }))
    .map((event) => ({ event, key: JSON.stringify(event) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ event }) => event)
}

/** The notice of a face that stays behind, since something in it could not be published safely. */
export function failedAudit(error: DisclosureError): PublicationNotice {
  return { code: 'audit-failed', fact: null, period: null, message: typeset(error.message) }
}
