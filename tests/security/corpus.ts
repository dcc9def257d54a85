import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** How an attack must end: before the engine sees it, in the engine or by a limit, or with an answer that does no harm. */
export type AttackEnd = 'refused' | 'stopped' | 'contained' | 'harmless'

export interface Attack {
  readonly kind: string
  readonly end: AttackEnd
  /** `{home}`, `{snapshot}`, `{out}` and `{port}` stand for what is attacked. */
  readonly sql: string
}

interface Written {
  kind: string
  end: AttackEnd
  sql?: string
  /** A statement too regular to be written out: opening, middle and closing, so many times. */
  build?: { before: string; open: string; middle: string; close: string; after: string; times: number }
}

/** The attack corpus, written out. */
export function readAttacks(): Attack[] {
  const written = JSON.parse(readFileSync(join(import.meta.dirname, 'attacks.json'), 'utf8')) as Written[]
  return written.map(({ kind, end, sql, build }) => {
    if (build === undefined) return { kind, end, sql: sql ?? '' }
    const { before, open, middle, close, after, times } = build
    return { kind, end, sql: `${before}${open.repeat(times)}${middle}${close.repeat(times)}${after}` }
  })
}

/** What honest analysts ask. */
export function readHonest(): string[] {
  return readFileSync(join(import.meta.dirname, 'honest.sql'), 'utf8')
    .split('\n')
    .filter((line, at) => at > 0 || !line.startsWith('--'))
    .join('\n')
    .split(/^-----$/m)
    .map((sql) => sql.trim())
}
