import { basename } from 'node:path'
import type { IngestOutcome } from '@retombees/contract/load'
import { ingest } from '@retombees/pipeline/ingest'
import { isBeside } from '@retombees/pipeline/list-files'
import type { Programme } from '@retombees/programme/programme'
import { LockedError } from '@retombees/warehouse/errors'
import type { Home } from '@retombees/warehouse/home'
import { watch } from 'chokidar'

/** How a folder is watched. */
export interface Watching {
  readonly now: () => Date
  readonly source?: string
  /** Ends it, once what is being loaded is. */
  readonly signal: AbortSignal
  /** Milliseconds for which a file must not have grown to be taken for complete, and before a locked home is tried again. */
  readonly settle: number
  readonly onFile: (outcome: IngestOutcome) => void
  /** Something failed that is no file's fault; the folder is still watched. */
  readonly onFailure: (error: unknown) => void
  /** Called once what lies there already has been listed. */
  readonly onReady?: () => void
}

/** What is still being written, whatever its size says. */
const UNFINISHED = /\.(part|partial|tmp|crdownload|download|filepart)$/i

/**
 * Takes in what lies in a folder and what lands there until it is told to stop: complete files only, one after the
 * other, nothing moved. A file that grows again after it was loaded takes the place of its load. The programme is read
 * anew each time, so that a corrected definition counts. Never throws for a file.
 */
export async function watchFolder(
  home: Home,
  programme: () => Promise<Programme>,
  folder: string,
  { now, source, signal, settle, onFile, onFailure, onReady }: Watching,
): Promise<void> {
  const waiting = new Set<string>()
  const loaded = new Set<string>()
  let working: Promise<void> | null = null

  const work = async () => {
    while (waiting.size > 0 && !signal.aborted) {
      const [path] = waiting
      if (path === undefined) return
      waiting.delete(path)
      try {
        const [outcome] = await ingest(home, await programme(), [path], {
          source,
          now,
          replace: loaded.has(path),
        })
        if (outcome?.status === 'loaded') loaded.add(path)
        if (outcome) onFile(outcome)
      } catch (error) {
        onFailure(error)
        if (!(error instanceof LockedError)) continue
        waiting.add(path)
        await pause(settle, signal)
      }
    }
  }
  const take = (path: string) => {
    if (isBeside(basename(path)) || UNFINISHED.test(path)) return
    waiting.add(path)
    working ??= work().finally(() => {
      working = null
    })
  }

  const watcher = watch(folder, {
    ignored: (path) => path !== folder && isBeside(basename(path)),
    awaitWriteFinish: { stabilityThreshold: settle, pollInterval: Math.min(100, settle) },
  })
  watcher.on('add', take).on('change', take).on('error', onFailure)
  if (onReady) watcher.on('ready', onReady)
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
  await watcher.close()
  await working
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}
