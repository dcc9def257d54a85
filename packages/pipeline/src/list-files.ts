import { readdirSync, statSync } from 'node:fs'
import { join, normalize } from 'node:path'

/** What lies in a folder and is no field file: hidden files, locks of office software, what explains the folder. */
const BESIDE = [/^\./, /^~\$/, /^readme(\.|$)/i, /^(thumbs\.db|desktop\.ini)$/i]

/**
 * The files that these files and folders hold, each once, in an order that does not depend on the machine. A path that
 * was named itself is always listed, whatever it is: whoever named it is told what is wrong with it.
 */
export function listFiles(paths: readonly string[]): string[] {
  const found = paths.flatMap((path) => (isFolder(path) ? filesUnder(path) : [normalize(path)]))
  return [...new Set(found)].sort((a, b) => (a < b ? -1 : 1))
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !isBeside(name))
    .flatMap((name) => {
      const path = join(folder, name)
      return isFolder(path) ? filesUnder(path) : [path]
    })
}

/** Whether a name in a folder is none of a field file. */
export function isBeside(name: string): boolean {
  return BESIDE.some((pattern) => pattern.test(name))
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}
