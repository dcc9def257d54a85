import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { computeIndicators } from '@retombees/model/indicators'
import { readProgramme } from '@retombees/programme/read-programme'
import { openEngine, READING } from '@retombees/warehouse/engine'
import { type Benchmark, type Place, type Size, seconds } from '../benchmark.ts'
import { ATTENDANCES, fillFace, RESPONSES, SESSIONS } from '../internal-face.ts'
import { CSC } from '../programme.ts'

const SCALE: Readonly<Record<Size, number>> = { small: 0.01, default: 1, large: 1 }
const faceOf = (folder: string) => join(folder, 'internal.duckdb')

/** Every indicator by territory, cold, against the SQL that somebody would write for those of the three large tables. */
export const benchmark = Object.freeze<Benchmark>({
  name: 'indicators',
  title: 'Calculer tous les indicateurs par territoire',
  describe: (size: Size) =>
    `${[SESSIONS, ATTENDANCES, RESPONSES].map((n) => (n * SCALE[size]).toLocaleString('fr-FR')).join(' sessions de borne, ')} participations puis réponses d’habitants, dans une face interne ; un processus neuf à chaque fois. Retombées calcule tous les indicateurs du programme, avec bases, intervalles, chargements et comparaisons ; DuckDB exécute le SQL écrit à la main des mêmes indicateurs des trois grandes tables, par territoire et pour l’ensemble.`,
  rounds: { small: 1, default: 3, large: 5 },
  prepare: ({ folder, size }) => fillFace(faceOf(folder), SCALE[size]),
  subjects: [
    { name: 'duckdb', label: 'DuckDB', run: handWritten },
    { name: 'retombees', label: 'Retombées', run: allIndicators },
  ],
  reported: [
    {
      label: 'Retombées / DuckDB, SQL écrit à la main',
      of: 'retombees.compute',
      over: 'duckdb.compute',
      unit: '×',
      atMost: 1.3,
    },
    { label: 'DuckDB', of: 'duckdb.compute', unit: 's' },
    { label: 'Retombées', of: 'retombees.compute', unit: 's' },
  ],
})

async function allIndicators({ folder }: Place) {
  const programme = await readProgramme(CSC)
  let known = 0
  const compute = await seconds(async () => {
    const engine = await openEngine(faceOf(folder), { ...READING, readOnly: true })
    const results = await computeIndicators(engine.db, programme)
    known = results.filter(({ whole }) => whole.state === 'value').length
    await engine.close()
  })
  if (known < 29)
    throw new Error(`${known} indicateurs seulement ont une valeur : le jeu d’essai est incomplet`)
  return { compute, known }
}

async function handWritten({ folder }: Place) {
  const compute = await seconds(async () => {
    const instance = await DuckDBInstance.create(faceOf(folder), {
      access_mode: 'READ_ONLY',
      threads: String(READING.threads),
      memory_limit: READING.memoryLimit,
    })
    const connection = await instance.connect()
    for (const statement of HAND_WRITTEN) await (await connection.runAndReadAll(statement)).getRows()
    connection.closeSync()
    instance.closeSync()
  })
  return { compute }
}

const by = (what: string, table: string, where = '') =>
  `select territory, ${what} from ${table} ${where} group by grouping sets ((territory), ())`
const share = (kept: string, met: string) =>
  `count(*) filter (where ${kept} and ${met}), count(*) filter (where ${kept})`
const shareOfPersons = (kept: string, met: string) =>
  `count(distinct person) filter (where ${kept} and ${met}), count(distinct person) filter (where ${kept})`
const AGES = "age_band in ('moins-de-16', '16-25', '26-54', '55-et-plus')"
const GENDERS = "gender in ('feminin', 'masculin')"
const followed = (start: string, next: string | null) =>
  `select territory, count(*) filter (where entered is not null), count(*) filter (where ${next ? 'reached > entered' : 'reached = entered'}) from (select territory, person, min(day) filter (where kind = '${start}') as entered, max(day) ${next ? `filter (where kind in (${next}))` : ''} as reached from attendances where person is not null group by grouping sets ((territory, person), (person))) group by territory`
const answered = (item: string, codes: string) =>
  by(
    `period, count(*) filter (where ${item} in (${codes})), count(*)`,
    'responses_residents',
    `where ${item}__absence in ('answered', 'dont-know', 'no-answer')`,
  ).replace('((territory), ())', '((territory, period), (period))')

/** What an analyst would write for the indicators of the three large tables. */
const HAND_WRITTEN: readonly string[] = [
  by('count(*)', 'kiosk_sessions'),
  by(
    share(
      "(site is null or site not in ('centre-social', 'ville-de-lille'))",
      "site in ('impots', 'prefecture-nord', 'ants', 'caf', 'ameli', 'assurance-retraite')",
    ),
    'kiosk_sessions',
  ),
  by('avg(seconds), stddev(seconds), count(seconds)', 'kiosk_sessions'),
  // Uses per opening hour, and availability: the sessions, then the days that each kiosk was watched.
  by('count(*)', 'kiosk_sessions'),
  'select kiosk, centre, territory, min(day), max(day) from kiosk_sessions group by all',
  'select kiosk, centre, territory, min(day), max(day) from kiosk_sessions group by all',
  by('count(*)', 'attendances'),
  by("count(*) filter (where kind = 'formation')", 'attendances'),
  by('count(distinct person)', 'attendances'),
  by(shareOfPersons('first_time is not null', 'first_time'), 'attendances'),
  by(shareOfPersons(GENDERS, "gender = 'feminin'"), 'attendances'),
  ...['moins-de-16', '16-25', '55-et-plus'].map((age) =>
    by(shareOfPersons(AGES, `age_band = '${age}'`), 'attendances'),
  ),
  'select territory, count(*), count(*) filter (where times >= 3) from (select territory, person, count(*) as times from attendances where person is not null group by grouping sets ((territory, person), (person))) group by territory',
  followed('atelier-collaboratif', "'atelier-prototype'"),
  followed('evenement-acculturation', "'atelier-collaboratif', 'atelier-prototype'"),
  followed('atelier-collaboratif', null),
  by(share('true', `${GENDERS} and ${AGES}`), 'attendances'),
  by(share(GENDERS, "gender = 'feminin'"), 'attendances'),
  by('count(*)', 'attendances'),
  answered('r1', "'user', 'by-name'"),
  answered('r2', "'very-satisfied', 'satisfied'"),
  ...['r3_needs', 'r3_rights', 'r3_heard', 'r3_skills', 'r3_neighbours'].map((item) =>
    answered(item, "'strongly-agree', 'agree'"),
  ),
  answered('r4', "'yes-several', 'yes-one'"),
  by(
    'count(*) filter (where r5__local_food), count(*)',
    'responses_residents',
    "where r5__absence in ('answered', 'dont-know', 'no-answer')",
  ),
  answered('r6', "'started', 'joined'"),
]
