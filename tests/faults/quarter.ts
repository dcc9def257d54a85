import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../support/published-home.ts'

/** A programme so small that a command on it is over in a second. */
export const QUARTER = join(ROOT, 'packages/pipeline/src/fixtures/quartier')

/** Writes a file of that many rows for it; returns its path. */
export function budgetFile(path: string, rows: number): string {
  const lines = Array.from({ length: rows }, (_, at) => `${at % 2 ? 'etat' : 'ville'};nord;${at};${rows}`)
  writeFileSync(path, ['financeur;territoire;2018;2019', ...lines, ''].join('\n'))
  return path
}
