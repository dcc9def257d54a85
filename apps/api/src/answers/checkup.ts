import type { Health } from '@retombees/contract/snapshot'
import { readDefinitionTexts } from '@retombees/programme/definition-files'
import { digestOfTexts } from '@retombees/programme/digest'
import { NoSnapshotError } from '@retombees/warehouse/errors'
import manifest from '../../package.json' with { type: 'json' }
import type { Answers } from './answers.ts'

/** The folder is read at most this often, however many ask: anybody may. */
const DIGEST_MS = 1000

export type Checkup = () => Promise<Health>

/** Says what is published, how old it is, and whether the configured programme folder has changed since. */
export function createCheckup(
  answers: Answers,
  options: { programmeFolder: string; now: () => Date },
): Checkup {
  const digest = rememberedFor(DIGEST_MS, options.now, () => digestOf(options.programmeFolder))
  return async () => {
    const snapshot = await answers.read('published', async ({ stamp }) => stamp).catch(nothingPublished)
    const internal = await answers.read('internal', async ({ stamp }) => stamp).catch(nothingPublished)
    const ageSeconds = snapshot
      ? Math.max(0, Math.round((options.now().getTime() - Date.parse(snapshot.publishedAt)) / 1000))
      : null
    return {
      status: snapshot ? 'ok' : 'empty',
      version: manifest.version,
      snapshot,
      internalPublishedAt: internal?.publishedAt ?? null,
      publishedBehind: internal !== null && internal.id !== snapshot?.id,
      ageSeconds,
      programmeChanged: snapshot !== null && (await digest()) !== snapshot.programmeDigest,
    }
  }
}

function nothingPublished(error: unknown): null {
  if (error instanceof NoSnapshotError) return null
  throw error
}

/** A folder that has become unreadable has changed too: its digest is that of what is left. */
async function digestOf(folder: string): Promise<string> {
  const { texts } = await readDefinitionTexts(folder)
  return digestOfTexts(new Map(texts.map(({ name, text }) => [name, text])))
}

/** What was computed, for a while; those who ask meanwhile share it. */
function rememberedFor<T>(
  milliseconds: number,
  now: () => Date,
  compute: () => Promise<T>,
): () => Promise<T> {
  let kept: { at: number; value: Promise<T> } | undefined
  return () => {
    const at = now().getTime()
    if (!kept || at >= kept.at + milliseconds || at < kept.at) kept = { at, value: compute() }
    return kept.value
  }
}
