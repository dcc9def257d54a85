import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureInstalled, runBin, turbo } from './installed.mjs'

ensureInstalled()

let passed = 0
let failed = 0
const check = (name, status) => {
  if (status === 0) passed += 1
  else failed += 1
  console.log(`${name} : ${status === 0 ? 'ok' : 'EN ÉCHEC'}`)
}

check('types des paquets, construction', turbo('types', 'build'))
check('types des tests et du banc d’essai', runBin('typescript/bin/tsc', ['--noEmit', '-p', 'tests']))
check('style', runBin('@biomejs/biome/bin/biome', ['ci', '.']))

const folder = mkdtempSync(join(tmpdir(), 'retombees-test-'))
const report = join(folder, 'report.json')
const status = runBin('vitest/vitest.mjs', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
])
try {
  const counts = JSON.parse(readFileSync(report, 'utf8'))
  passed += counts.numPassedTests
  failed += counts.numFailedTests
  if (counts.numTotalTests === 0 || (status !== 0 && counts.numFailedTests === 0)) failed += 1
} catch {
  console.error('Les tests n’ont pas rendu de compte.')
  failed += 1
}
rmSync(folder, { recursive: true, force: true })

console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
