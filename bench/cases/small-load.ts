import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { ingest } from '@retombees/pipeline/ingest'
import { readProgramme } from '@retombees/programme/read-programme'
import { openHome } from '@retombees/warehouse/home'
import { type Benchmark, type Place, type Size, seconds } from '../benchmark.ts'
import { writeKioskLog } from '../kiosk-log.ts'
import { CSC } from '../programme.ts'

const ROWS: Readonly<Record<Size, number>> = { small: 100_000, default: 5_000_000, large: 5_000_000 }
const LOADS_BEFORE: Readonly<Record<Size, number>> = { small: 10, default: 200, large: 1000 }
const SMALL = 500
const now = () => new Date('2026-03-01T10:00:00.000Z')

/** A day's log onto a large snapshot, after one load and after many. */
export const benchmark = Object.freeze<Benchmark>({
  name: 'small-load',
  title: 'Ajouter un petit fichier à un grand entrepôt',
  describe: (size: Size) =>
    `Un journal de ${SMALL} lignes sur un instantané de ${ROWS[size].toLocaleString('fr-FR')} lignes : d’abord le second chargement, puis le ${(LOADS_BEFORE[size] + 2).toLocaleString('fr-FR')}ᵉ.`,
  rounds: { small: 1, default: 3, large: 3 },
  prepare: async ({ folder, size }) => {
    const programme = await readProgramme(CSC)
    const log = join(folder, 'journal-bornes-grand.csv')
    writeKioskLog(log, ROWS[size])
    writeKioskLog(join(folder, 'journal-bornes-jour.csv'), SMALL, 7)
    await ingest(openHome(join(folder, 'few')), programme, [log], { now })
    cpSync(join(folder, 'few'), join(folder, 'many'), { recursive: true })
    const others = Array.from({ length: LOADS_BEFORE[size] }, (_, at) => {
      const path = join(folder, `journal-bornes-${at}.csv`)
      writeKioskLog(path, 20, 100 + at)
      return path
    })
    await ingest(openHome(join(folder, 'many')), programme, others, { now })
  },
  subjects: [
    { name: 'few', label: 'Après un chargement', run: (place) => addOne(place, 'few') },
    { name: 'many', label: 'Après beaucoup de chargements', run: (place) => addOne(place, 'many') },
  ],
  reported: [
    { label: 'Entrepôt interne publié', of: 'few.internal', unit: 's', atMost: 3 },
    { label: 'Tout publié', of: 'few.all', unit: 's', atMost: 15 },
    {
      label: 'Entrepôt interne, après beaucoup de chargements',
      of: 'many.internal',
      over: 'few.internal',
      unit: '×',
      atMost: 1.2,
    },
    { label: 'Mémoire', of: 'few.peak', unit: 'Mo' },
  ],
})

async function addOne({ folder, scratch }: Place, name: 'few' | 'many') {
  const root = join(scratch, 'home')
  cpSync(join(folder, name), root, { recursive: true })
  const home = openHome(root)
  const programme = await readProgramme(CSC)
  let internal = 0
  const start = performance.now()
  const all = await seconds(() =>
    ingest(home, programme, [join(folder, 'journal-bornes-jour.csv')], {
      now,
      onFace: (face) => {
        if (face === 'internal') internal = (performance.now() - start) / 1000
      },
    }),
  )
  return { internal, all }
}
