import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { type Benchmark, type Place, type Size, seconds } from '../benchmark.ts'
import { loadInDuckdb, loadInRetombees } from '../kiosk-loading.ts'
import { writeKioskLog } from '../kiosk-log.ts'
import { missingPandas, runPandas } from '../pandas.ts'
import { missingPostgres, startPostgres } from '../postgres.ts'

const ROWS: Readonly<Record<Size, number>> = { small: 200_000, default: 5_000_000, large: 20_000_000 }
const logOf = (folder: string) => join(folder, 'journal-bornes-2019.csv')

/** A large kiosk log: from the file to what readers see, against engines that only load it. */
export const benchmark = Object.freeze<Benchmark>({
  name: 'ingest-kiosk',
  title: 'Charger un grand journal de bornes',
  describe: (size: Size) =>
    `${ROWS[size].toLocaleString('fr-FR')} lignes de CSV (borne, centre, début, fin, site). Retombées compte les cellules de chaque ligne, lit chaque valeur, convertit l’heure, cherche les doublons, archive les lignes lues et publie ; DuckDB (\`CREATE TABLE AS read_csv\`, types donnés), PostgreSQL (\`COPY\`) et pandas (\`read_csv\`, heures lues) chargent le fichier tel quel.`,
  rounds: { small: 1, default: 3, large: 1 },
  prepare: async ({ folder, size }) => {
    writeKioskLog(logOf(folder), ROWS[size])
    chmodSync(folder, 0o755)
  },
  subjects: [
    { name: 'duckdb', label: 'DuckDB', run: ({ folder, scratch }) => loadInDuckdb(logOf(folder), scratch) },
    {
      name: 'retombees',
      label: 'Retombées',
      run: ({ folder, scratch }) => loadInRetombees(logOf(folder), scratch),
    },
    { name: 'postgresql', label: 'PostgreSQL', missing: missingPostgres, run: copyLog },
    { name: 'pandas', label: 'pandas', missing: missingPandas, run: readLog },
  ],
  reported: [
    {
      label: 'Retombées, jusqu’à l’entrepôt interne publié / DuckDB',
      of: 'retombees.internal',
      over: 'duckdb.load',
      unit: '×',
      atMost: 2.5,
    },
    {
      label: 'Retombées, jusqu’à l’entrepôt interne publié / PostgreSQL',
      of: 'retombees.internal',
      over: 'postgresql.load',
      unit: '×',
      atMost: 1,
    },
    {
      label: 'Le même, en temps de processeur',
      of: 'retombees.processor',
      over: 'duckdb.processor',
      unit: '×',
    },
    { label: 'Retombées / pandas', of: 'retombees.internal', over: 'pandas.load', unit: '×' },
    { label: 'DuckDB', of: 'duckdb.load', unit: 's' },
    { label: 'pandas', of: 'pandas.load', unit: 's' },
    { label: 'PostgreSQL', of: 'postgresql.load', unit: 's' },
    { label: 'Retombées, entrepôt interne publié', of: 'retombees.internal', unit: 's' },
    { label: 'Retombées, tout publié', of: 'retombees.all', unit: 's' },
    { label: 'Retombées, mémoire', of: 'retombees.peak', unit: 'Mo', atMost: 1500 },
    { label: 'Lignes chargées', of: 'retombees.rows', unit: 'lignes' },
  ],
})

async function copyLog({ folder, scratch }: Place) {
  const server = startPostgres(scratch)
  try {
    server.run(
      'create table log (borne text not null, centre text not null, debut timestamptz not null, fin timestamptz, site text)',
    )
    const load = await seconds(async () =>
      server.run(`copy log from '${logOf(folder)}' with (format csv, header true)`),
    )
    return { load }
  } finally {
    server.stop()
  }
}

async function readLog({ folder }: Place) {
  return runPandas(
    `measured = {'load': shortest(lambda: pd.read_csv('${logOf(folder)}', parse_dates=['debut', 'fin']), 1)}`,
  )
}
