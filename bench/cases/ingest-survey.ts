import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { ingest } from '@retombees/pipeline/ingest'
import { publish } from '@retombees/pipeline/publish'
import { readProgramme } from '@retombees/programme/read-programme'
import { openHome } from '@retombees/warehouse/home'
import { type Benchmark, type Place, processor, type Size, seconds } from '../benchmark.ts'
import { CSC } from '../programme.ts'
import { HEADER, withSurveySource, writeSurvey } from '../survey-file.ts'

const RESPONDENTS: Readonly<Record<Size, number>> = { small: 20_000, default: 200_000, large: 1_000_000 }
const now = () => new Date('2026-03-01T10:00:00.000Z')
const fileOf = (folder: string) => join(folder, 'reponses-banc-2019.csv')
const brokenIn = (folder: string) => join(folder, 'broken.txt')

/** A large file of answers, one row in a hundred broken, against a plain read of its text. */
export const benchmark = Object.freeze<Benchmark>({
  name: 'ingest-survey',
  title: 'Charger les réponses d’une grande enquête',
  describe: (size: Size) =>
    `${RESPONDENTS[size].toLocaleString('fr-FR')} réponses de 60 items, une ligne sur cent fautive (modalité inconnue, cellule de trop, centre inconnu, centre absent). Retombées lit chaque réponse par le questionnaire, met de côté chaque ligne fautive avec sa raison, archive et publie ; DuckDB lit le fichier en texte (\`CREATE TABLE AS read_csv\`), les lignes trop longues laissées de côté.`,
  rounds: { small: 1, default: 3, large: 1 },
  prepare: async ({ folder, size }) => {
    const { centres } = await readProgramme(CSC)
    const broken = writeSurvey(
      fileOf(folder),
      RESPONDENTS[size],
      centres.map(({ id }) => id),
    )
    writeFileSync(brokenIn(folder), String(broken))
  },
  subjects: [
    { name: 'duckdb', label: 'DuckDB', run: readPlainly },
    { name: 'retombees', label: 'Retombées', run: ingestAnswers },
  ],
  reported: [
    {
      label: 'Retombées, jusqu’à l’entrepôt interne publié / DuckDB',
      of: 'retombees.internal',
      over: 'duckdb.load',
      unit: '×',
      atMost: 3,
    },
    {
      label: 'Le même, en temps de processeur',
      of: 'retombees.processor',
      over: 'duckdb.processor',
      unit: '×',
    },
    { label: 'DuckDB', of: 'duckdb.load', unit: 's' },
    { label: 'Retombées, entrepôt interne publié', of: 'retombees.internal', unit: 's' },
    { label: 'Retombées, mémoire', of: 'retombees.peak', unit: 'Mo' },
    { label: 'Lignes fautives trouvées', of: 'retombees.found', unit: 'lignes' },
    {
      label: 'Lignes fautives trouvées / écrites',
      of: 'retombees.found',
      over: 'retombees.broken',
      unit: '×',
    },
  ],
})

async function readPlainly({ folder, scratch }: Place) {
  const before = processor()
  const load = await seconds(async () => {
    const instance = await DuckDBInstance.create(join(scratch, 'plain.duckdb'), {
      threads: '2',
      memory_limit: '1GB',
    })
    const connection = await instance.connect()
    const columns = HEADER.map((heading) => `'${heading}': 'VARCHAR'`)
    await connection.run(
      `create table answers as select * from read_csv('${fileOf(folder)}', header = true, delim = ';', auto_detect = false,
        ignore_errors = true, columns = {${columns.join(', ')}})`,
    )
    await connection.run('checkpoint')
    connection.closeSync()
    instance.closeSync()
  })
  return { load, processor: processor() - before }
}

async function ingestAnswers({ folder, scratch }: Place) {
  const home = openHome(join(scratch, 'home'))
  const programme = withSurveySource(await readProgramme(CSC))
  await publish(home, programme, { now })
  let internal = 0
  let used = 0
  const before = processor()
  const start = performance.now()
  const [outcome] = await ingest(home, programme, [fileOf(folder)], {
    now,
    onFace: (face) => {
      if (face !== 'internal') return
      internal = (performance.now() - start) / 1000
      used = processor() - before
    },
  })
  const broken = Number(readFileSync(brokenIn(folder), 'utf8'))
  const found = outcome?.rows_quarantined ?? 0
  if (found !== broken)
    throw new Error(`${found} lignes fautives trouvées, ${broken} écrites : ${outcome?.reason}`)
  return { internal, processor: used, found, broken }
}
