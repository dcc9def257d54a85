import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = `${root}node_modules/.retombees-installed`

/** Runs a program with the console attached; returns its exit status. */
export function run(command, args, env = {}) {
  const child = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  return child.status ?? 1
}

/** Runs npm itself, the one that started this script where there is one. */
function npm(args) {
  const cli = process.env.npm_execpath
  return cli?.endsWith('.js')
    ? run(process.execPath, [cli, ...args])
    : run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args)
}

/** Installs the locked dependencies when they are not there or not those of the lockfile. */
export function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Node ${process.versions.node} trouvé ; Retombées demande Node 20.19 ou plus récent.`)
    process.exit(1)
  }
  const lock = createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.log('Installation des dépendances (une seule fois)…')
  if (npm(['ci', '--no-audit', '--no-fund']) !== 0) {
    console.error('L’installation a échoué ; vérifiez l’accès au registre npm puis relancez la commande.')
    process.exit(1)
  }
  writeFileSync(stamp, lock)
}

/** Runs a package's own command-line script with this Node. */
export function runBin(path, args, env) {
  return run(process.execPath, [`${root}node_modules/${path}`, ...args], env)
}

/** Types or builds every workspace through turbo, from its cache where nothing changed. */
export function turbo(...tasks) {
  return runBin('turbo/bin/turbo', ['run', ...tasks, '--output-logs=errors-only', '--log-order=grouped'], {
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
  })
}
