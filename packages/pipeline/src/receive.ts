import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { IngestOutcome } from '@retombees/contract/load'
import { conformAs, readAs } from '@retombees/ingest/any-source'
import { chooseSource } from '@retombees/ingest/choose-source'
import type { Conformed } from '@retombees/ingest/conform'
import type { ConformedInEngine } from '@retombees/ingest/engine-lane/conform-in-engine'
import { isIngestError } from '@retombees/ingest/errors'
import type { Programme } from '@retombees/programme/programme'
import type { SourceFile } from '@retombees/programme/source-file'
import { isDiskFailure, RowError } from '@retombees/warehouse/errors'
import type { Home } from '@retombees/warehouse/home'
import {
  appendEvent,
  type LedgerEvent,
  type LiveLoad,
  liveLoads,
  readLedger,
} from '@retombees/warehouse/ledger'
import { writeLoad } from '@retombees/warehouse/load-archive'
import { type Clock, dayIn } from './clock.ts'
import { conformKey } from './conform-key.ts'
import { PipelineError } from './errors.ts'
import { LARGE, type LargeFile, lookAtLarge, withScratch } from './in-engine.ts'
import { personKey } from './person-key.ts'
import { type OnProgress, readWhole } from './read-whole.ts'

/** How files are taken in. */
export interface Reception {
  /** Id of the source that every file is to be read as, instead of the one its name says. */
  readonly source?: string
  readonly now: Clock
  /** Reads and conforms, and keeps nothing. */
  readonly dryRun?: boolean
  /** A file takes the place of the load of the same source and file name. */
  readonly replace?: boolean
  /** Told how far the reading of each file has come. */
  readonly onProgress?: OnProgress
  /** Bytes from which a file may be read by the engine instead of row by row: what it becomes is the same. */
  readonly largeFrom?: number
}

/**
 * Takes one file in: archived and written in the ledger, or known already, or refused whole with the reason. Whatever
 * is in the file, nothing is thrown for it; a disk that fails is.
 */
export async function receive(
  home: Home,
  programme: Programme,
  path: string,
  reception: Reception,
): Promise<IngestOutcome> {
  return withScratch(home, { keep: !reception.dryRun }, async (folder) => {
    const received = await read(programme, path, reception, folder)
    if ('reason' in received) return outcome(path, received.source, 'refused', { reason: received.reason })
    try {
      return await receiveRead(home, programme, received, reception)
    } finally {
      await received.large?.close()
    }
  })
}

async function receiveRead(
  home: Home,
  programme: Programme,
  received: Received,
  reception: Reception,
): Promise<IngestOutcome> {
  const { path, source } = received
  const events = readLedger(home)
  const live = liveLoads(events).filter((load) => load.source === source.id)
  const same = live.find((load) => load.sha256 === received.sha256)
  if (same)
    return outcome(path, same.source, 'duplicate', {
      loadId: same.loadId,
      reason: `déjà chargé : ${same.loadId} (${same.file}, ${same.at})`,
    })
  const erased = erasedCopy(events, received.sha256)
  if (erased) return outcome(path, source.id, 'refused', { reason: bringsBack(erased) })
  const namesake = live.findLast((load) => load.file === received.file)
  const loadId = nextLoadId(home, received.sha256)
  const made = await conformFile(home, programme, received, loadId, reception)
  if ('reason' in made) return outcome(path, source.id, 'refused', { reason: made.reason })
  const { size: total } = received
  reception.onProgress?.({
    file: path,
    bytesDone: total,
    bytesTotal: total,
    rows: made.result.counts.read,
  })
  if (!reception.dryRun) {
    const failure = await keep(home, programme, received, made, reception.replace ? namesake : undefined)
    if (failure) return outcome(path, source.id, 'refused', { reason: failure })
  }
  return outcome(path, source.id, 'loaded', {
    loadId: reception.dryRun ? null : made.loadId,
    counts: made.result.counts,
    reason: namesake ? besideNamesake(namesake, reception.replace === true) : null,
  })
}

interface Received {
  readonly path: string
  readonly file: string
  readonly size: number
  /** The file whole; a regular one is not held in memory. */
  readonly bytes: Uint8Array | null
  readonly large: LargeFile | null
  readonly sha256: string
  readonly source: SourceFile
}

interface Made {
  readonly loadId: string
  readonly receivedAt: string
  readonly result: Conformed
  /** What the engine wrote, to be moved into the archive. */
  readonly files?: Pick<ConformedInEngine, 'facts' | 'cells' | 'firstLine'>
}

interface Refusal {
  readonly reason: string
  readonly source: string | null
}

async function read(
  programme: Programme,
  path: string,
  { source: forced, onProgress, largeFrom = LARGE }: Reception,
  folder: string,
): Promise<Received | Refusal> {
  const file = basename(path).normalize('NFC')
  let source: SourceFile | null = null
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    if (!found?.isFile())
      return { reason: `${path} : ce fichier n’existe pas ; vérifiez le chemin.`, source: null }
    source = chooseSource(file, programme.sources, forced)
    const known = { path, file, source, size: found.size }
    const large =
      found.size >= largeFrom
        ? await lookAtLarge(path, file, source, programme, folder, (bytesDone, bytesTotal, rows) =>
            onProgress?.({ file: path, bytesDone, bytesTotal, rows }),
          )
        : null
    if (large) return { ...known, large, bytes: null, sha256: large.regular.lines.sha256 }
    return { ...known, large, ...readWhole(path, onProgress) }
  } catch (error) {
    return { reason: reasonOf(file, error), source: source?.id ?? null }
  }
}

async function conformFile(
  home: Home,
  programme: Programme,
  received: Received,
  loadId: string,
  reception: Reception,
): Promise<Made | Refusal> {
  const { path, file, source, large } = received
  const now = reception.now()
  try {
    const secret = source.person ? personKey(home, randomBytes, { keep: !reception.dryRun }) : undefined
    const loading = { loadId, receivedOn: dayIn(programme.timezone, now), secret }
    const made = { loadId, receivedAt: now.toISOString() }
    const result = await large?.conform(loading)
    if (result) return { ...made, result, files: result }
    const bytes = received.bytes ?? readWhole(path).bytes
    const raw = readAs(bytes, file, source, programme)
    return { ...made, result: conformAs(raw, source, programme, loading) }
  } catch (error) {
    return { reason: reasonOf(file, error), source: source.id }
  }
}

/** Archives a load and tells the ledger; returns why not when a row does not fit its table. */
async function keep(
  home: Home,
  programme: Programme,
  { file, size, sha256, source }: Received,
  { loadId, receivedAt, result, files }: Made,
  replaced: LiveLoad | undefined,
): Promise<string | null> {
  const { table, definition, rows, raw, quarantined, shape, counts, warnings, provenance } = result
  const manifest = {
    loadId,
    source: source.id,
    file,
    sha256,
    bytes: size,
    receivedAt,
    provenance,
    ...(files ? { cells: { firstLine: files.firstLine } } : {}),
  }
  const conforming = { key: conformKey(programme), table, counts, warnings, reading: { ...shape } }
  try {
    await writeLoad(
      home,
      { ...manifest, ...conforming },
      {
        raw,
        conformed: { definition, rows },
        quarantine: quarantined,
        facts: files?.facts,
        cells: files?.cells,
      },
    )
  } catch (error) {
    if (error instanceof RowError) return reasonOf(file, error)
    throw error
  }
  const event = { at: receivedAt, loadId, source: source.id, file, sha256, provenance }
  appendEvent(
    home,
    replaced ? { kind: 'replace', ...event, replaces: replaced.loadId } : { kind: 'load', ...event },
  )
  return null
}

/** The load of these very bytes that persons were erased from, though it is no more in force. */
function erasedCopy(events: readonly LedgerEvent[], sha256: string): { loadId: string; on: string } | null {
  const copies = new Set(
    events.flatMap((event) => ('sha256' in event && event.sha256 === sha256 ? event.loadId : [])),
  )
  for (const event of events) {
    if (event.kind !== 'erase') continue
    const load = event.loads.find(({ loadId }) => copies.has(loadId))
    if (load) return { loadId: load.loadId, on: event.at.slice(0, 10) }
  }
  return null
}

function bringsBack({ loadId, on }: { loadId: string; on: string }): string {
  return `ce fichier a déjà été chargé (${loadId}), et ce qui concernait une personne en a été effacé le ${on} : le reprendre la ramènerait ; ôtez-la du fichier, puis déposez-le`
}

/** Numbered as the ledger is, so that ids sort as loads came; the hash tells at a glance which file it is. */
function nextLoadId(home: Home, sha256: string): string {
  return `${String(readLedger(home).length + 1).padStart(6, '0')}-${sha256.slice(0, 8)}`
}

function reasonOf(file: string, error: unknown): string {
  if (isDiskFailure(error)) throw error
  if (isIngestError(error)) return error.message
  if (error instanceof PipelineError) return `${file} : ${error.message}`
  return `${file} : lecture impossible (${error instanceof Error ? error.message : String(error)}) ; vérifiez que le fichier s’ouvre, puis déposez-le de nouveau.`
}

function besideNamesake({ loadId, erasures }: LiveLoad, replaced: boolean): string {
  const careful = erasures
    ? ` ; une personne a été effacée de ${loadId} : vérifiez que ce fichier ne la ramène pas`
    : ''
  return replaced
    ? `remplace ${loadId}${careful}`
    : `un fichier du même nom et d’un autre contenu est déjà chargé (${loadId}) : les deux comptent ; --replace le remplacerait${careful}`
}

function outcome(
  file: string,
  source: string | null,
  status: IngestOutcome['status'],
  {
    loadId = null,
    counts = NOTHING,
    reason = null,
  }: { loadId?: string | null; counts?: Conformed['counts']; reason?: string | null },
): IngestOutcome {
  return {
    file,
    source,
    status,
    load_id: loadId,
    rows_read: counts.read,
    rows_loaded: counts.loaded,
    rows_quarantined: counts.quarantined,
    rows_ignored: counts.ignored,
    reason,
  }
}

const NOTHING = Object.freeze({ read: 0, loaded: 0, quarantined: 0, ignored: 0 })
