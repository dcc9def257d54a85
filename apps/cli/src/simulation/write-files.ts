import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SIMULATED_MARKER } from '@retombees/ingest/simulated-marker'
import { UsageError } from '../environment.ts'
import type { SimulatedFile } from './file.ts'

/**
 * Writes simulated files in a folder, in the place of those that a run before left there. Throws a UsageError rather
 * than write over a file that was not simulated.
 */
export function writeFiles(folder: string, files: readonly SimulatedFile[]): void {
  mkdirSync(folder, { recursive: true })
  const names = new Set(files.map(({ name }) => name))
  const here = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
  const collected = here.find(({ name }) => names.has(name) && !isSimulated(join(folder, name)))
  if (collected)
    throw new UsageError(
      `${join(folder, collected.name)} : ce fichier n’a pas été simulé, il ne sera pas remplacé ; choisir un autre dossier.`,
    )
  for (const { name } of here) if (isSimulated(join(folder, name))) rmSync(join(folder, name))
  for (const { name, text } of files) writeFileSync(join(folder, name), text)
}

function isSimulated(path: string): boolean {
  return readFileSync(path).subarray(0, 4096).includes(SIMULATED_MARKER)
}
