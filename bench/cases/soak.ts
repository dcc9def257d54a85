import { join } from 'node:path'
import { serve } from '@retombees/api/server'
import { createToken } from '@retombees/api/tokens'
import { ingest } from '@retombees/pipeline/ingest'
import { unload } from '@retombees/pipeline/unload'
import { readProgramme } from '@retombees/programme/read-programme'
import { openHome } from '@retombees/warehouse/home'
import { readLedger } from '@retombees/warehouse/ledger'
import type { Benchmark, Place, Size } from '../benchmark.ts'
import { hammer } from '../hammer.ts'
import { CSC } from '../programme.ts'

const READERS: Readonly<Record<Size, number>> = { small: 20, default: 200, large: 200 }
const PUBLISHES: Readonly<Record<Size, number>> = { small: 2, default: 6, large: 30 }
const EVERY_SECONDS: Readonly<Record<Size, number>> = { small: 3, default: 10, large: 10 }
const FILE = /grille-partenaires-croissant-sud/
const now = () => new Date()

/** Readers who never stop, while something else is published over and over. */
export const benchmark = Object.freeze<Benchmark>({
  name: 'soak',
  title: 'Lire sans arrêt pendant que l’on publie',
  describe: (size: Size) =>
    `${READERS[size]} lecteurs sans arrêt sur les questions évaluatives, ${PUBLISHES[size]} publications, une toutes les ${EVERY_SECONDS[size]} s, du même processus : aucune requête ne doit échouer, et la mémoire après la dernière publication ne doit pas avoir grandi depuis la première.`,
  rounds: { small: 1, default: 1, large: 1 },
  prepare: async ({ folder }) => {
    await ingest(openHome(join(folder, 'home')), await readProgramme(CSC), [join(CSC, 'published')], { now })
  },
  subjects: [{ name: 'serve', label: 'Retombées', run: soak }],
  reported: [
    { label: 'Requêtes refusées ou sans réponse', of: 'serve.errors', unit: 'requêtes', atMost: 0 },
    { label: 'Publications vues par les lecteurs', of: 'serve.seen', unit: 'publications' },
    {
      label: 'Mémoire résidente, dernière publication sur première',
      of: 'serve.last',
      over: 'serve.first',
      unit: '×',
      atMost: 1.25,
    },
  ],
})

async function soak({ folder, size }: Place) {
  const home = openHome(join(folder, 'home'))
  const programme = await readProgramme(CSC)
  const { token } = await createToken(home, { role: 'evaluator', label: 'mesure' })
  const server = await serve({
    home,
    programmeFolder: CSC,
    mode: 'demo',
    secret: undefined,
    hosts: [],
    now,
    host: '127.0.0.1',
    port: 0,
  })
  const headers = { Authorization: `Bearer ${token}` }
  const address = `${server.address}/api/v1/questions`
  const seconds = (PUBLISHES[size] + 1) * EVERY_SECONDS[size]
  const reading = hammer({ address, headers, readers: READERS[size], seconds })
  const seen = new Set<string>()
  const memory: number[] = []
  for (let turn = 0; turn < PUBLISHES[size]; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_SECONDS[size] * 1000))
    const loaded = readLedger(home).filter((event) => event.kind === 'load' && FILE.test(event.file))
    const last = loaded.at(-1)
    if (turn % 2 === 0 && last?.kind === 'load') await unload(home, programme, last.loadId, { now })
    else await ingest(home, programme, [join(CSC, 'published')], { now })
    const answer = await fetch(address, { headers })
    seen.add(((await answer.json()) as { snapshot: { id: string } }).snapshot.id)
    memory.push(process.memoryUsage.rss() / 1024 / 1024)
  }
  const { errors } = await reading
  await server.close()
  return { errors, seen: seen.size, first: memory[0] ?? 0, last: memory.at(-1) ?? 0 }
}
