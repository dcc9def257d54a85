import type { IngestOutcome } from '@retombees/contract/load'
import type { Face } from '@retombees/contract/role'
import type { Programme } from '@retombees/programme/programme'
import type { Home } from '@retombees/warehouse/home'
import { listFiles } from './list-files.ts'
import { publishLive } from './publication.ts'
import { type Reception, receive } from './receive.ts'
import { demandSameProgramme } from './same-programme.ts'
import { asWriter } from './writer.ts'

export interface IngestOptions extends Reception {
  /** Called as soon as it is known what became of a file. */
  readonly onFile?: (outcome: IngestOutcome) => void
  /** Called as each face of what is published comes into force: the internal one first. */
  readonly onFace?: (face: Face) => void
}

/**
 * Takes files and folders in, in the order of their paths, and publishes once at the end if anything changed, the
 * programme included. A file that is refused is reported with its reason and leaves no trace; the others go on. Throws
 * a LockedError when somebody else writes, a PipelineError when the home is that of another programme or when the whole cannot be published: what was loaded is kept,
 * and what was in force stays. With `dryRun` nothing is written and nobody is kept out.
 */
export async function ingest(
  home: Home,
  programme: Programme,
  files: readonly string[],
  options: IngestOptions,
): Promise<IngestOutcome[]> {
  demandSameProgramme(home, programme)
  const outcomes: IngestOutcome[] = []
  const receiveAll = async () => {
    for (const path of listFiles(files)) {
      const outcome = await receive(home, programme, path, options)
      outcomes.push(outcome)
      options.onFile?.(outcome)
    }
  }
  if (options.dryRun) await receiveAll()
  else
    await asWriter(home, 'ingest', options.now, async () => {
      await receiveAll()
      await publishLive(home, programme, options.now, { onFace: options.onFace })
    })
  return outcomes
}
