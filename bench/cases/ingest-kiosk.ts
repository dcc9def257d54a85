import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { ingest } from '@retombees/pipeline/ingest'
import { publish } from '@retombees/pipeline/publish'
import { readProgramme } from '@retombees/programme/read-programme'
import { openHome } from '@retombees/warehouse/home'
import { type Benchmark, type Place, processor, type Size, seconds } from '../benchmark.ts'
import { writeKioskLog } from '../kiosk-log.ts'
import { missingPostgres, startPostgres } from '../postgres.ts'
import { CSC } from '../programme.ts'

const ROWS: Readonly<Record<Size, number>> = { small: 200_000, default: 5_000_000, large: 20_000_000 }
const now = () => new Date('2026-03-01T10:00:00.000Z')
const logOf = (folder: string) => join(folder, 'journal-bornes-2019.csv')

/** A large kiosk log: from the file to what readers see, against engines that only load it. */
export const benchmark = Object.freeze<Benchmark>({
  name: 'ingest-kiosk',
  title: 'Charger un grand journal de bornes',
  describe: (size: Size) =>
    `${ROWS[size].toLocaleString('fr-FR')} lignes de CSV (borne, centre, début, fin, site). Retombées compte les cellules de chaque ligne, lit chaque valeur, convertit l’heure, cherche les doublons, archive les lignes lues et publie ; DuckDB (\`CREATE TABLE AS read_csv\`, types donnés) et PostgreSQL (\`COPY\`) chargent le fichier tel quel.`,
  rounds: { small: 1, default: 3, large: 1 },
  prepare: async ({ folder, size }) => {
    writeKioskLog(logOf(folder), ROWS[size])
    chmodSync(folder, 0o755)
  },
  subjects: [
    { name: 'duckdb', label: 'DuckDB', run: createTable },
    { name: 'retombees', label: 'Retombées', run: ingestLog },
    { name: 'postgresql', label: 'PostgreSQL', missing: missingPostgres, run: copyLog },
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
    { label: 'DuckDB', of: 'duckdb.load', unit: 's' },
    { label: 'PostgreSQL', of: 'postgresql.load', unit: 's' },
    { label: 'Retombées, entrepôt interne publié', of: 'retombees.internal', unit: 's' },
    { label: 'Retombées, tout publié', of: 'retombees.all', unit: 's' },
    { label: 'Retombées, mémoire', of: 'retombees.peak', unit: 'Mo', atMost: 1500 },
    { label: 'Lignes chargées', of: 'retombees.rows', unit: 'lignes' },
  ],
})

async function createTable({ folder, scratch }: Place) {
  const before = processor()
  const load = await seconds(async () => {
    const instance = await DuckDBInstance.create(join(scratch, 'typed.duckdb'), {
      threads: '2',
      memory_limit: '1GB',
    })
    const connection = await instance.connect()
    await connection.run(
      `create table log as select * from read_csv('${logOf(folder)}', header = true, delim = ',', auto_detect = false,
        columns = {borne: 'VARCHAR', centre: 'VARCHAR', debut: 'TIMESTAMP', fin: 'TIMESTAMP', site: 'VARCHAR'})`,
    )
    await connection.run('checkpoint')
    connection.closeSync()
    instance.closeSync()
  })
  return { load, processor: processor() - before }
}

async function ingestLog({ folder, scratch }: Place) {
  const home = openHome(join(scratch, 'home'))
  const programme = await readProgramme(CSC)
  await publish(home, programme, { now })
  let rows = 0
  let internal = 0
  let used = 0
  const before = processor()
  const start = performance.now()
  const all = await seconds(async () => {
    const onFace = (face: string) => {
      if (face !== 'internal') return
      internal = (performance.now() - start) / 1000
      used = processor() - before
    }
    const [outcome] = await ingest(home, programme, [logOf(folder)], { now, onFace })
    rows = outcome?.rows_loaded ?? 0
  })
  return { internal, all, rows, processor: used }
}

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
