import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A PostgreSQL server of its own, on a socket in a folder; nothing listens on the network. */
export interface Postgres {
  /** Runs statements through psql; throws with what it printed when one fails. */
  run(sql: string): void
  stop(): void
}

/** Why there is no PostgreSQL server here; null when there is one. */
export function missingPostgres(): string | null {
  return programNamed('initdb') && programNamed('pg_ctl') && programNamed('psql')
    ? null
    : 'aucun serveur PostgreSQL sur cette machine'
}

/** Starts a server in an empty folder, with 1 GB to share and the disk as it is by default. */
export function startPostgres(folder: string): Postgres {
  const data = join(folder, 'pg')
  mkdirSync(data)
  // The server refuses to run as root: then as nobody.
  const owner = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  if (owner.uid) for (const path of [folder, data]) chownSync(path, owner.uid, owner.gid)
  const call = (program: string, args: readonly string[]) => {
    const done = spawnSync(programNamed(program) ?? program, args, {
      ...owner,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    if (done.status !== 0) throw new Error(`${program} : ${done.stderr || done.stdout || String(done.error)}`)
  }
  call('initdb', ['-D', data, '-U', 'bench', '--no-locale', '-E', 'UTF8', '-A', 'trust'])
  const options = `-c listen_addresses='' -c unix_socket_directories='${folder}' -c shared_buffers=1GB`
  call('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'pg.log'), '-o', options, 'start'])
  return {
    run: (sql) =>
      call('psql', ['-h', folder, '-U', 'bench', '-d', 'postgres', '-q', '-v', 'ON_ERROR_STOP=1', '-c', sql]),
    stop: () => call('pg_ctl', ['-D', data, '-w', '-m', 'fast', 'stop']),
  }
}

/** Looks in PATH, then where distributions put what is not in it. */
function programNamed(name: string): string | null {
  const versions = '/usr/lib/postgresql'
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    ...(existsSync(versions) ? readdirSync(versions).map((one) => join(versions, one, 'bin')) : []),
  ]
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null
}
