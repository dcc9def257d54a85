import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Benchmark, Measures, Place, Size } from '../benchmark.ts'
import { loadInDuckdb, loadInRetombees } from '../kiosk-loading.ts'
import { writeKioskLog } from '../kiosk-log.ts'

const MILLIONS: Readonly<Record<Size, readonly number[]>> = {
  small: [0.1, 0.2],
  default: [1, 2, 4],
  large: [1, 2, 5, 10, 20],
}
const STEPS = [1, 2, 3, 4, 5]
const logOf = (folder: string, step: number) => join(folder, `journal-bornes-${step}.csv`)

/** The same log, longer and longer: what doubles must take twice the time, not more. */
export const benchmark = Object.freeze<Benchmark>({
  name: 'growth',
  title: 'Charger de plus en plus de lignes',
  describe: (size: Size) =>
    `${MILLIONS[size].map((millions) => millions.toLocaleString('fr-FR')).join(', ')} millions de lignes d’un journal de bornes (pas 1, 2, 3…), du fichier à la face interne publiée, à côté de DuckDB qui charge le fichier tel quel, types donnés ; une maison neuve à chaque pas. Vingt millions : \`--size large\`.`,
  rounds: { small: 1, default: 1, large: 1 },
  prepare: async ({ folder, size }) => {
    MILLIONS[size].forEach((millions, at) => {
      writeKioskLog(logOf(folder, at + 1), millions * 1e6)
    })
  },
  subjects: [
    { name: 'duckdb', label: 'DuckDB', run: (place) => each(place, loadInDuckdb, ({ load }) => load) },
    {
      name: 'retombees',
      label: 'Retombées',
      run: (place) => each(place, loadInRetombees, ({ internal }) => internal),
    },
  ],
  reported: [
    ...STEPS.map((step) => ({
      label: `Retombées, jusqu’à la face interne / DuckDB, pas ${step}`,
      of: `retombees.step${step}`,
      over: `duckdb.step${step}`,
      unit: '×' as const,
    })),
    ...STEPS.map((step) => ({
      label: `Retombées, pas ${step}`,
      of: `retombees.step${step}`,
      unit: 's' as const,
    })),
    ...STEPS.map((step) => ({ label: `DuckDB, pas ${step}`, of: `duckdb.step${step}`, unit: 's' as const })),
    { label: 'Retombées, mémoire', of: 'retombees.peak', unit: 'Mo', atMost: 1500 },
  ],
  picture: {
    title: 'Du fichier à la face interne, selon le nombre de lignes',
    across: 'millions de lignes',
    upward: 'secondes',
    sizes: (size) => MILLIONS[size],
    curves: [
      { label: 'Retombées', of: 'retombees.step' },
      { label: 'DuckDB seul', of: 'duckdb.step', dashed: true },
    ],
  },
})

async function each<T>(
  { folder, scratch, size }: Place,
  load: (log: string, scratch: string) => Promise<T>,
  timeOf: (measured: T) => number,
): Promise<Measures> {
  const measures: Record<string, number> = {}
  for (const at of MILLIONS[size].keys()) {
    const own = join(scratch, String(at))
    mkdirSync(own)
    measures[`step${at + 1}`] = timeOf(await load(logOf(folder, at + 1), own))
    rmSync(own, { recursive: true, force: true })
  }
  return measures
}
