import { spawn } from 'node:child_process'
import { demonstrationFolders } from './demonstration.mjs'
import { ensureInstalled, root, run, turbo } from './installed.mjs'

ensureInstalled()
if (turbo('build') !== 0) {
  console.error('La construction a échoué ; le message ci-dessus dit où.')
  process.exit(1)
}
const cli = `${root}apps/cli/dist/retombees.js`
if (run(process.execPath, [cli, 'ingest', ...demonstrationFolders(cli, process.env)]) > 1) process.exit(1)

const server = spawn(process.execPath, [cli, 'serve', '--demo', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal))
server.on('exit', (code) => process.exit(code ?? 0))
