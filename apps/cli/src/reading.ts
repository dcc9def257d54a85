import type { Reader } from '@retombees/warehouse/reader'
import type { Environment } from './environment.ts'

/** Runs `work` on the internal face of what is published; says so when nothing is. */
export async function reading(
  environment: Environment,
  work: (reader: Reader) => Promise<void>,
): Promise<void> {
  const [{ openHome }, { openReader }] = await Promise.all([
    import('@retombees/warehouse/home'),
    import('@retombees/warehouse/reader'),
  ])
  const reader = await openReader(openHome(environment.home), 'internal')
  if (!reader)
    throw new Error(
      `Rien n’est publié dans ${environment.home} : chargez d’abord des fichiers avec « retombees ingest ».`,
    )
  try {
    await work(reader)
  } finally {
    await reader.close()
  }
}
