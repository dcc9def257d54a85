import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Benchmark } from '../benchmark.ts'
import { CSC } from '../programme.ts'

const BUILT = join(CSC, '../../apps/dashboard/dist')
const ASSETS = join(BUILT, 'assets')
/** What the committee's page asks for by itself once it is shown, besides what every page does. */
const SECTIONS = /^(changes|trend|frozen-pages|partner|logic-model|funding)-section-|^BarChart-/

/** The JavaScript that a browser fetches to show the committee's page whole. */
export const benchmark = Object.freeze<Benchmark>({
  name: 'page-weight',
  title: 'Peser la page du comité',
  describe: () =>
    'Le JavaScript que le navigateur demande pour la page du comité entière (entrée, sections et graphiques demandés ensuite, et tout ce qu’ils importent), compressé comme il est envoyé (brotli). Un test du navigateur compte de son côté ce qui est vraiment demandé.',
  rounds: { small: 1, default: 1, large: 1 },
  prepare: async () => {},
  subjects: [
    {
      name: 'page',
      label: 'Page du comité',
      missing: () =>
        existsSync(BUILT) ? null : 'le tableau de bord n’est pas construit (npx turbo run build)',
      run: async () => {
        const scripts = scriptsOf()
        const bytes = scripts.reduce((sum, name) => sum + statSync(join(ASSETS, `${name}.br`)).size, 0)
        return { weight: bytes / 1000, scripts: scripts.length }
      },
    },
  ],
  reported: [
    { label: 'JavaScript compressé', of: 'page.weight', unit: 'ko', atMost: 300 },
    { label: 'Fichiers', of: 'page.scripts', unit: 'fichiers' },
  ],
})

/** The scripts of the page by their names, each once: those it begins with, its sections, and what they import. */
function scriptsOf(): string[] {
  const html = readFileSync(join(BUILT, 'index.html'), 'utf8')
  const first = [...html.matchAll(/\/assets\/([^"]+\.js)"/g)].map(([, name = '']) => name)
  const sections = readdirSync(ASSETS).filter((name) => SECTIONS.test(name) && name.endsWith('.js'))
  const todo = [...first, ...sections]
  const known = new Set<string>()
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    if (known.has(name)) continue
    known.add(name)
    const text = readFileSync(join(ASSETS, name), 'utf8')
    for (const [, other = ''] of text.matchAll(/(?:from|import)\s?["'`]\.\/([^"'`]+\.js)["'`]/g))
      todo.push(other)
  }
  return [...known]
}
