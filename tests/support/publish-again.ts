import { unload } from '@retombees/pipeline/unload'
import { readLedger } from '@retombees/warehouse/ledger'
import type { PublishedHome } from './published-home.ts'

/** Publishes something else in a home: takes out the first load whose file matches. Returns its id. */
export async function publishWithout(
  { home, programme }: Pick<PublishedHome, 'home' | 'programme'>,
  file: RegExp,
): Promise<string> {
  const found = readLedger(home).find((event) => event.kind === 'load' && file.test(event.file))
  if (found?.kind !== 'load') throw new Error(`no load matches ${file}`)
  await unload(home, programme, found.loadId, { now: () => new Date() })
  return found.loadId
}
