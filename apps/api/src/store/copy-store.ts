import { closeSync, existsSync, openSync } from 'node:fs'
import Sqlite from 'libsql'

/**
 * Copies a store as it stands at one instant, whoever is writing in it, into a new file that its owner alone may read.
 * Does nothing where there is no store.
 */
export async function copyStore(from: string, to: string): Promise<void> {
  if (!existsSync(from)) return
  const sqlite = new Sqlite(from)
  try {
    sqlite.exec('pragma busy_timeout = 5000')
    // SQLite wants the target of a vacuum absent or empty.
    closeSync(openSync(to, 'wx', 0o600))
    sqlite.prepare('vacuum into ?').run(to)
  } finally {
    sqlite.close()
  }
}
