import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Home } from '@retombees/warehouse/home'
import { readCurrent } from '@retombees/warehouse/snapshot'
import type { Attack } from './corpus.ts'

/** What a statement was answered with. */
export interface Said {
  readonly status: number
  readonly code: string
  readonly text: string
}

export type AskSql = (sql: string) => Promise<Said>

/** A secret that no answer may hold. */
export const CANARY = 'canari-4f1c9b7e'

/** Things worth attacking around a home, and the look at them afterwards. */
export interface AttackHouse {
  /** Tries one attack; returns what is wrong with how it ended, null when nothing is. */
  attempt(attack: Attack, ask: AskSql): Promise<string | null>
  /** What has changed that must not have: nothing. */
  damage(): string[]
  close(): Promise<void>
}

/** Lays a canary in a home, opens a port that nobody may reach, and keeps the digests of what is published. */
export async function openAttackHouse(home: Home): Promise<AttackHouse> {
  writeFileSync(join(home.root, 'canary.csv'), `secret\n${CANARY}\n`)
  const before = digests(home)
  const out = join(home.root, 'written-by-an-attack')
  let callers = 0
  const port = createServer((socket) => {
    callers += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => port.listen(0, '127.0.0.1', resolve))
  const address = port.address()
  const number = typeof address === 'object' && address ? address.port : 0
  const targets: Record<string, string> = {
    home: home.root,
    snapshot: join(home.snapshots, readCurrent(home)?.faces.analyst ?? ''),
    out,
    port: String(number),
  }
  return {
    async attempt({ end, sql }, ask) {
      const said = await ask(
        sql.replace(/\{(home|snapshot|out|port)\}/g, (_, name: string) => targets[name] ?? ''),
      )
      if (said.text.includes(CANARY)) return 'the canary was read'
      if (said.status >= 500) return `${said.status} ${said.code}`
      return ends(end, said) ? null : `${end} expected, ${said.status} ${said.code} found`
    },
    damage() {
      const changed = Object.entries(digests(home)).filter(([name, digest]) => before[name] !== digest)
      return [
        ...changed.map(([name]) => `${name} has changed`),
        ...(existsSync(out) ? ['a file was written'] : []),
        ...(callers > 0 ? [`${callers} calls left for the network`] : []),
      ]
    },
    close: () => new Promise((resolve) => port.close(() => resolve())),
  }
}

function ends(end: Attack['end'], { status, code }: Said): boolean {
  if (end === 'harmless') return status === 200
  if (end === 'contained') return [200, 400, 422].includes(status)
  if (end === 'stopped') return status === 422 || code === 'sql_failed'
  return status === 413 || (status === 400 && ['sql_refused', 'invalid_request'].includes(code))
}

/** The digest of everything that is published, and of the ledger. */
function digests(home: Home): Record<string, string> {
  const files = readdirSync(home.snapshots, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(
    [...files, home.ledger, home.current, join(home.root, 'canary.csv')].map((file) => [
      file,
      createHash('sha256').update(readFileSync(file)).digest('hex'),
    ]),
  )
}
