import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ingest } from '@retombees/pipeline/ingest'
import { readProgramme } from '@retombees/programme/read-programme'
import { openHome } from '@retombees/warehouse/home'
import type { Benchmark, Place } from '../benchmark.ts'
import { CSC } from '../programme.ts'

const COMMAND = join(CSC, '../../apps/cli/bin/retombees.mjs')
const BUILT = join(CSC, '../../apps/cli/dist/retombees.js')

/** From the command to the first answer, over a snapshot that is ready. */
export const benchmark = Object.freeze<Benchmark>({
  name: 'start',
  title: 'Démarrer sur un instantané prêt',
  describe: () =>
    'De la commande `retombees serve` à sa première réponse de santé, l’instantané du programme étant publié : lancer Node, lire le programme, ouvrir le magasin et la face publiée.',
  rounds: { small: 3, default: 7, large: 15 },
  prepare: async ({ folder }) => {
    const home = openHome(join(folder, 'home'))
    await ingest(home, await readProgramme(CSC), [join(CSC, 'published')], { now: () => new Date() })
  },
  subjects: [
    {
      name: 'serve',
      label: 'retombees serve',
      missing: () => (existsSync(BUILT) ? null : 'la commande n’est pas construite (npx turbo run build)'),
      run: start,
    },
  ],
  reported: [{ label: 'Première réponse', of: 'serve.first', unit: 's', atMost: 1.5 }],
})

async function start({ folder }: Place) {
  const begun = performance.now()
  const child = spawn(process.execPath, [COMMAND, 'serve'], {
    env: {
      PATH: process.env.PATH ?? '',
      HOST: '127.0.0.1',
      PORT: '0',
      RETOMBEES_HOME: join(folder, 'home'),
      RETOMBEES_PROGRAMME: CSC,
      RETOMBEES_SECRET: randomBytes(32).toString('base64'),
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let said = ''
      child.stdout.on('data', (text) => {
        said += text
        const found = /http:\S+/.exec(said)?.[0]
        if (found) resolve(found)
      })
      child.once('exit', () => reject(new Error(`retombees serve s’est arrêté : ${said}`)))
    })
    const { status } = await (await fetch(`${address}/api/v1/health`)).json()
    if (status !== 'ok') throw new Error(`health : ${status}`)
    return { first: (performance.now() - begun) / 1000 }
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}
