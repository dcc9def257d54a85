import type { PublishedCubes } from '@retombees/model/disclosure/publish-cubes'
import { failedAudit, publishCubes } from '@retombees/model/disclosure/publish-cubes'
import { DisclosureError } from '@retombees/model/errors'
import type { Programme } from '@retombees/programme/programme'
import { openEngine, READING } from '@retombees/warehouse/engine'
import type { Home } from '@retombees/warehouse/home'
import { readReleases } from '@retombees/warehouse/releases'

/** The cubes of an internal face; `failed` when they cannot be published, and what was published must then stay. */
export interface BuiltCubes extends PublishedCubes {
  readonly failed: boolean
}

/** Counts the cubes of the internal face at a path, of the periods closed on the day of an instant. */
export async function buildCubes(
  home: Home,
  programme: Programme,
  internal: string,
  publishedAt: string,
): Promise<BuiltCubes> {
  if (programme.publication.cubes.length === 0) return { cells: [], releases: [], notices: [], failed: false }
  const engine = await openEngine(internal, { ...READING, readOnly: true })
  try {
    const day = publishedAt.slice(0, 10)
    return { ...(await publishCubes(engine.db, programme, day, readReleases(home))), failed: false }
  } catch (error) {
    if (!(error instanceof DisclosureError)) throw error
    return { cells: [], releases: [], notices: [failedAudit(error)], failed: true }
  } finally {
    await engine.close()
  }
}
