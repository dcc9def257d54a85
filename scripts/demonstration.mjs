import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root, run } from './installed.mjs'

const SEED = '2019'
const SCALE = ['--sessions', '3000', '--attendances', '900', '--respondents', '120']

/**
 * The folders that the demonstration loads: what the programme publishes and, beside it, simulated files of a modest size, made
 * once, so that every page has something to show. None is simulated where somebody has loaded files of the field.
 */
export function demonstrationFolders(cli, { RETOMBEES_HOME = 'var', RETOMBEES_PROGRAMME = 'data/csc' }) {
  const home = resolve(root, RETOMBEES_HOME)
  const programme = resolve(root, RETOMBEES_PROGRAMME)
  const published = join(programme, 'published')
  const simulated = holdsFieldFiles(home) ? [] : simulatedFolder(cli, home)
  return [...(existsSync(published) ? [published] : []), ...simulated]
}

function holdsFieldFiles(home) {
  const ledger = join(home, 'ledger.jsonl')
  return existsSync(ledger) && readFileSync(ledger, 'utf8').includes('"provenance":"field"')
}

/** Written aside, then renamed: a folder that is there is whole. */
function simulatedFolder(cli, home) {
  const folder = join(home, 'demonstration')
  if (existsSync(folder)) return [folder]
  const aside = `${folder}.unfinished`
  rmSync(aside, { recursive: true, force: true })
  const made = run(process.execPath, [cli, 'simulate', '--seed', SEED, ...SCALE, '--out', aside])
  if (made !== 0) return []
  renameSync(aside, folder)
  return [folder]
}
