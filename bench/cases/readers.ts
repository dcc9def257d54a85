import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { computeIndicators } from '@retombees/model/indicators'
import { readProgramme } from '@retombees/programme/read-programme'
import { openEngine, READING } from '@retombees/warehouse/engine'
import type { Benchmark, Measures, Place, Size, Subject } from '../benchmark.ts'
import { fillFace } from '../internal-face.ts'
import { CSC } from '../programme.ts'

const SCALE: Readonly<Record<Size, number>> = { small: 0.01, default: 0.2, large: 1 }
const SECONDS: Readonly<Record<Size, number>> = { small: 4, default: 15, large: 60 }
const faceOf = (folder: string) => join(folder, 'internal.duckdb')
const MANY = [2, 4, 8] as const

/** Processes that read one snapshot, each opening it for itself. */
export const benchmark = Object.freeze<Benchmark>({
  name: 'readers',
  title: 'Lire un même instantané à plusieurs',
  describe: (size: Size) =>
    `Un, deux, quatre puis huit processus ouvrent la même face en lecture seule et calculent chacun, sans arrêt pendant ${SECONDS[size]} s, tous les indicateurs par territoire (${(5_000_000 * SCALE[size]).toLocaleString('fr-FR')} sessions, ${(500_000 * SCALE[size]).toLocaleString('fr-FR')} participations, ${(200_000 * SCALE[size]).toLocaleString('fr-FR')} réponses). Rien ne les coordonne. Chacun a deux fils et 512 Mo au plus : un seul occupe déjà deux cœurs.`,
  rounds: { small: 1, default: 1, large: 3 },
  prepare: ({ folder, size }) => fillFace(faceOf(folder), SCALE[size]),
  subjects: [
    { name: 'one', label: 'Un lecteur', run: readOn },
    ...MANY.map(
      (many): Subject => ({
        name: `of${many}`,
        label: `${many} lecteurs`,
        run: (place) => together(place, many),
      }),
    ),
  ],
  reported: [
    { label: 'Calculs par seconde, un lecteur', of: 'one.rate', unit: 'requêtes' },
    ...MANY.map((many) => ({
      label: `Débit de ${many} lecteurs sur celui d’un seul`,
      of: `of${many}.rate`,
      over: 'one.rate',
      unit: '×' as const,
    })),
    { label: 'Mémoire d’un lecteur', of: 'one.peak', unit: 'Mo' },
  ],
})

async function readOn({ folder, size }: Place) {
  const programme = await readProgramme(CSC)
  const engine = await openEngine(faceOf(folder), { ...READING, readOnly: true })
  const start = performance.now()
  let times = 0
  do {
    await computeIndicators(engine.db, programme)
    times += 1
  } while (performance.now() - start < SECONDS[size] * 1000)
  const rate = (times * 1000) / (performance.now() - start)
  await engine.close()
  return { rate }
}

/** As many processes of this program, each one reader; what they did together. */
async function together({ folder, scratch, size }: Place, many: number): Promise<Measures> {
  const rates = await Promise.all(
    Array.from(
      { length: many },
      () =>
        new Promise<number>((resolve, reject) => {
          const words = [process.argv[1] as string, 'run', 'readers', size, folder, 'one', scratch]
          const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
          let out = ''
          child.stdout.on('data', (text) => (out += text))
          child.once('error', reject)
          child.once('close', (code) => {
            const last = out.trim().split('\n').at(-1) ?? '{}'
            if (code === 0) resolve((JSON.parse(last) as { rate: number }).rate)
            else reject(new Error(`lecteur : code ${code}`))
          })
        }),
    ),
  )
  return { rate: rates.reduce((sum, rate) => sum + rate, 0) }
}
