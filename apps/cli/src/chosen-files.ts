import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, isAbsolute, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { globSync, isDynamicPattern } from 'tinyglobby'
import { UsageError } from './environment.ts'

/** The paths that were named: a quoted pattern (`'2019/*.csv'`) is those it finds. Throws a UsageError where it finds none. */
export function namedFiles(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    if (existsSync(path) || !isDynamicPattern(path)) return [path]
    const found = globSync(path, { expandDirectories: false, absolute: isAbsolute(path) }).sort()
    if (found.length > 0) return found
    throw new UsageError(`${path} : aucun fichier ne répond à ce motif ; vérifiez le chemin.`)
  })
}

/**
 * What comes by standard input as a file of that name, for as long as `work` lasts. It waits in a folder that its owner
 * alone can read, and is removed whatever happens. Throws a UsageError when nothing says what the file is.
 */
export async function withStandardInput<T>(
  name: string | undefined,
  input: NodeJS.ReadableStream,
  work: (path: string) => Promise<T>,
): Promise<T> {
  if (name === undefined || basename(name) !== name)
    throw new UsageError(
      '- : l’entrée standard n’a pas de nom ; donnez --name (par exemple « --name journal-bornes-mars.csv »), et --source si ce nom ne dit pas la source.',
    )
  const folder = mkdtempSync(join(tmpdir(), 'retombees-entree-'))
  try {
    const path = join(folder, name)
    writeFileSync(path, await buffer(input), { mode: 0o600 })
    return await work(path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
