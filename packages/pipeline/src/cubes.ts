import type { PublishedCubes } from '@retombees/model/disclosure/publish-cubes'
import { failedAudit, publishCubes } from '@retombees/model/disclosure/publish-cubes'
import { DisclosureError } from '@retombees/model/errors'
import type { Programme } from '@retombees/programme/programme'
import { type Engine, openEngine, READING } from '@retombees/warehouse/engine'
import type { Home } from '@retombees/warehouse/home'
import { openReader } from '@retombees/warehouse/reader'
import { type PeriodReleases, readReleases } from '@retombees/warehouse/releases'
import { identifier, literal } from '@retombees/warehouse/sql-text'
import type { Table } from '@retombees/warehouse/table'
import { PipelineError } from './errors.ts'

/** The cubes of an internal face; `failed` when they cannot be published, and what was published must then stay. */
export interface BuiltCubes extends PublishedCubes {
  readonly failed: boolean
}

async function publishedOrFailed(
  engine: Engine,
  home: Home,
  programme: Programme,
  day: string,
): Promise<BuiltCubes> {
  try {
    const known = readReleases(home)
    await assertRemembered(home, known)
    return { ...(await publishCubes(engine.db, programme, day, known)), failed: false }
  } catch (error) {
    if (!(error instanceof DisclosureError)) throw error
    return { cells: [], releases: [], notices: [failedAudit(error)], failed: true }
  }
}

/**
 * Throws a PipelineError when a period that is in force on the published face is not remembered: a correction would go
 * out without being compared with what anybody may have seen.
 */
async function assertRemembered(home: Home, known: readonly PeriodReleases[]): Promise<void> {
  const reader = await openReader(home, 'published').catch(() => null)
  if (!reader) return
  try {
    const shown = await reader.db
      .selectFrom('cube_cells')
      .select(['fact', 'provenance', 'period'])
      .distinct()
      .where('period', '<>', '')
      .execute()
    const forgotten = shown.find(
      (one) =>
        !known.some(
          ({ fact, provenance, period }) =>
            fact === one.fact && provenance === one.provenance && period === one.period,
        ),
    )
    if (forgotten)
      throw new PipelineError(
        'release-missing',
        `${home.releases} : ce qui a été publié de ${forgotten.fact} (${forgotten.period}) n’y est plus, une correction ne pourrait pas y être comparée. La face publiée reste celle d’avant ; restaurez ce dossier depuis une sauvegarde, puis recommencez.`,
      )
  } finally {
    await reader.close()
  }
}

/** A mark for each fact table that has rows and that the published face lacks: it is withheld, which is not having no data. */
async function withheldFacts(engine: Engine, tables: readonly Table[]) {
  const inside = tables.filter(
    ({ faces, columns }) => !faces.includes('published') && columns.some(({ name }) => name === 'provenance'),
  )
  const found = await engine.all<{ fact: string; provenance: string }>(
    inside
      .map(
        ({ name }) =>
          `select ${literal(name)} as fact, min(provenance) as provenance from ${identifier(name)} having count(*) > 0`,
      )
      .join(' union all '),
  )
  const nothing = { counted: '*', period: '', dimensions: '', codes: '', n: null }
  return found.map(({ fact, provenance }) => ({ fact, provenance, ...nothing }))
}

/** Counts the cubes of the internal face at a path, of the periods closed on the day of an instant. */
export async function buildCubes(
  home: Home,
  programme: Programme,
  internal: string,
  publishedAt: string,
  tables: readonly Table[],
): Promise<BuiltCubes> {
  const engine = await openEngine(internal, { ...READING, readOnly: true })
  try {
    const day = publishedAt.slice(0, 10)
    const built = await publishedOrFailed(engine, home, programme, day)
    const told = new Set(built.cells.map(({ fact }) => fact))
    const silent = (await withheldFacts(engine, tables)).filter(({ fact }) => !told.has(fact))
    const marks = silent.map((row) => ({ ...row, threshold: programme.disclosureThreshold }))
    return { ...built, cells: [...built.cells, ...marks] }
  } finally {
    await engine.close()
  }
}
