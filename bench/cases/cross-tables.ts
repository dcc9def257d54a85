import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { crossTables } from '@retombees/model/cross-tables'
import { readProgramme } from '@retombees/programme/read-programme'
import { compareTable } from '@retombees/statistics/compare-table'
import { openEngine, READING, WRITING } from '@retombees/warehouse/engine'
import { ITEMS, SURVEY, surveyOf, TABLE, writeAnswers } from '../answers.ts'
import { type Benchmark, type Place, type Size, seconds } from '../benchmark.ts'
import { missingPandas, runPandas } from '../pandas.ts'
import { missingPostgres, startPostgres } from '../postgres.ts'
import { CSC } from '../programme.ts'

const RESPONDENTS: Readonly<Record<Size, number>> = { small: 20_000, default: 200_000, large: 1_000_000 }
const fileOf = (folder: string) => join(folder, 'answers.duckdb')
const csvOf = (folder: string) => join(folder, 'answers.csv')

/** A block of sixty cross tables with their tests, against the counting alone, and against R. */
export const benchmark = Object.freeze<Benchmark>({
  name: 'cross-tables',
  title: 'Soixante tris croisés et leurs tests',
  describe: (size: Size) =>
    `${RESPONDENTS[size].toLocaleString('fr-FR')} réponses à soixante items sur une même échelle, chacun croisé avec une question à cinq modalités. DuckDB compte seulement : soixante \`GROUP BY\` nus sur la même table. Retombées distingue de plus « je ne sais pas » et sans réponse, calcule parts, intervalles, résidus, choisit et fait chaque test, corrige le bloc (Holm). Les tests de Monte-Carlo, que de petits effectifs demandent, sont mesurés à part : six tableaux de six lignes et cinq colonnes, 99 999 tirages chacun. Chaque durée est la plus courte de cinq reprises. R : \`table\` puis \`chisq.test\` sur les mêmes réponses, lecture du fichier non comptée ; PostgreSQL : les mêmes \`GROUP BY\` ; pandas : \`crosstab\`.`,
  rounds: { small: 1, default: 3, large: 1 },
  prepare: async ({ folder, size }) => {
    await writeAnswers(fileOf(folder), RESPONDENTS[size])
    if ([missingR(), missingPandas(), missingPostgres()].includes(null)) await writeCsv(folder)
    chmodSync(folder, 0o755)
  },
  subjects: [
    { name: 'duckdb', label: 'DuckDB, soixante GROUP BY', run: groupBys },
    { name: 'retombees', label: 'Retombées', run: block },
    { name: 'r', label: 'R', missing: missingR, run: inR },
    { name: 'postgresql', label: 'PostgreSQL', missing: missingPostgres, run: inPostgres },
    { name: 'pandas', label: 'pandas', missing: missingPandas, run: inPandas },
  ],
  reported: [
    {
      label: 'Retombées, tableaux et tests / soixante GROUP BY nus',
      of: 'retombees.tables',
      over: 'duckdb.tables',
      unit: '×',
      atMost: 1.5,
    },
    {
      label: 'Retombées / R (table et chisq.test)',
      of: 'retombees.tables',
      over: 'r.tables',
      unit: '×',
      atMost: 0.2,
    },
    {
      label: 'Le même rapport, en temps de processeur (une machine occupée le change moins)',
      of: 'retombees.cpu',
      over: 'duckdb.cpu',
      unit: '×',
    },
    {
      label: 'Retombées / PostgreSQL (soixante GROUP BY nus)',
      of: 'retombees.tables',
      over: 'postgresql.tables',
      unit: '×',
    },
    { label: 'Retombées / pandas (crosstab)', of: 'retombees.tables', over: 'pandas.tables', unit: '×' },
    { label: 'DuckDB, soixante GROUP BY nus', of: 'duckdb.tables', unit: 's' },
    { label: 'R', of: 'r.tables', unit: 's' },
    { label: 'PostgreSQL, soixante GROUP BY nus', of: 'postgresql.tables', unit: 's' },
    { label: 'pandas', of: 'pandas.tables', unit: 's' },
    { label: 'Retombées, tableaux et tests', of: 'retombees.tables', unit: 's' },
    { label: 'Retombées, Monte-Carlo de six petits tableaux', of: 'retombees.montecarlo', unit: 's' },
    { label: 'Retombées, mémoire', of: 'retombees.peak', unit: 'Mo' },
  ],
})

async function groupBys({ folder }: Place) {
  const engine = await openEngine(fileOf(folder), { ...READING, readOnly: true })
  let cells = 0
  const shortestRuns = await shortest(async () => {
    cells = 0
    for (let item = 1; item <= ITEMS; item++)
      cells += (await engine.all(`select item_${item}, moment, count(*) from ${TABLE} group by 1, 2`)).length
  })
  await engine.close()
  return { ...shortestRuns, cells }
}

async function block({ folder }: Place) {
  const programme = surveyOf(await readProgramme(CSC))
  const engine = await openEngine(fileOf(folder), { ...READING, readOnly: true })
  let familySize = 0
  const shortestRuns = await shortest(async () => {
    const found = await crossTables(engine.db, programme, {
      survey: SURVEY,
      rows: 'items',
      columns: 'moment',
    })
    familySize = found.familySize
  })
  await engine.close()
  if (familySize !== ITEMS) throw new Error(`${familySize} tests, ${ITEMS} attendus`)
  const montecarlo = await seconds(async () => {
    for (let at = 0; at < 6; at++) compareTable(sparse(at), { seed: at })
  })
  return { ...shortestRuns, montecarlo }
}

/** The shortest of five runs, on the clock and of the processor: what else the machine does is left out of both sides alike. */
async function shortest(work: () => Promise<unknown>): Promise<{ tables: number; cpu: number }> {
  const runs: number[] = []
  const cpus: number[] = []
  for (let at = 0; at < 5; at++) {
    const before = process.cpuUsage()
    runs.push(await seconds(work))
    const { user, system } = process.cpuUsage(before)
    cpus.push((user + system) / 1e6)
  }
  return { tables: Math.min(...runs), cpu: Math.min(...cpus) }
}

/** A table of six lines and five columns with many small counts: too many tables share its margins to list them. */
function sparse(seed: number): number[][] {
  return Array.from({ length: 6 }, (_, i) =>
    Array.from({ length: 5 }, (__, j) => 1 + ((i * 7 + j * 11 + seed * 13) % 5)),
  )
}

function missingR(): string | null {
  return spawnSync('Rscript', ['--version']).status === 0 ? null : 'Rscript n’est pas sur cette machine'
}

async function writeCsv(folder: string): Promise<void> {
  if (existsSync(csvOf(folder))) return
  const engine = await openEngine(fileOf(folder), { ...WRITING, readOnly: false })
  const items = Array.from({ length: ITEMS }, (_, at) => `item_${at + 1}`).join(', ')
  await engine.run(`copy (select ${items}, moment from ${TABLE}) to '${csvOf(folder)}' (header)`)
  await engine.close()
}

async function inR({ folder }: Place) {
  const script = `d <- read.csv('${csvOf(folder)}', stringsAsFactors = TRUE); t <- Inf
for (k in 1:5) { b <- proc.time()[['elapsed']]; for (i in 1:${ITEMS}) chisq.test(table(d[[i]], d$moment)); t <- min(t, proc.time()[['elapsed']] - b) }; cat(t)`
  const ran = spawnSync('Rscript', ['-e', script], { encoding: 'utf8', maxBuffer: 1 << 26 })
  if (ran.status !== 0) throw new Error(ran.stderr)
  return { tables: Number(ran.stdout.trim()) }
}

async function inPostgres({ folder, scratch }: Place) {
  const server = startPostgres(scratch)
  const names = Array.from({ length: ITEMS }, (_, at) => `item_${at + 1}`)
  try {
    server.run(`create table answers (${names.map((name) => `${name} text`).join(', ')}, moment text)`)
    server.run(`copy answers from '${csvOf(folder)}' with (format csv, header true)`)
    server.run('analyze answers')
    const groupings = names.map((name) => `select ${name}, moment, count(*) from answers group by 1, 2;`)
    return shortest(async () => server.run(groupings.join(' ')))
  } finally {
    server.stop()
  }
}

async function inPandas({ folder }: Place) {
  return runPandas(`d = pd.read_csv('${csvOf(folder)}', dtype='category')
measured = {'tables': shortest(lambda: [pd.crosstab(d['item_%d' % i], d['moment']) for i in range(1, ${ITEMS} + 1)])}`)
}
