import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Where everything that is kept lies. Every path is absolute. */
export interface Home {
  readonly root: string
  /** One folder per load: what its file said. */
  readonly loads: string
  /** What a changed programme makes of older loads: remade at will from `loads`. */
  readonly conformed: string
  /** One folder per snapshot: what is published. */
  readonly snapshots: string
  /** What was published of each closed period, so that a correction can be compared with it. */
  readonly releases: string
  /** The history of loads, replacements and unloads: JSON lines. */
  readonly ledger: string
  /** An erasure that is decided and not yet in force everywhere: the next writer finishes it. */
  readonly erasure: string
  /** The small file that names what is published now. */
  readonly current: string
  /** The folder of the writer's lock. */
  readonly lock: string
  /** Accounts, sessions, judgements: SQLite, created by the API. */
  readonly store: string
  /** The key of the pseudonyms. */
  readonly key: string
}

/** Names the places of a home and makes its folders where they are not there yet, closed to other accounts of the machine. */
export function openHome(path: string): Home {
  const root = resolve(path)
  const home: Home = Object.freeze({
    root,
    loads: join(root, 'loads'),
    conformed: join(root, 'conformed'),
    snapshots: join(root, 'snapshots'),
    releases: join(root, 'releases'),
    ledger: join(root, 'ledger.jsonl'),
    erasure: join(root, 'erasure'),
    current: join(root, 'current'),
    lock: join(root, 'writer'),
    store: join(root, 'store.sqlite'),
    key: join(root, 'key'),
  })
  for (const folder of [root, home.loads, home.conformed, home.snapshots])
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  return home
}
