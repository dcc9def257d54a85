import { join } from 'node:path'
import { publishCubes } from '@retombees/model/disclosure/publish-cubes'
import { readProgramme } from '@retombees/programme/read-programme'
import { createTable } from '@retombees/warehouse/ddl'
import { type Engine, openEngine, READING, WRITING } from '@retombees/warehouse/engine'
import { TABLES } from '@retombees/warehouse/tables'
import { type Benchmark, type Place, type Size, seconds } from '../benchmark.ts'
import { CSC } from '../programme.ts'

const SCALE: Readonly<Record<Size, number>> = { small: 0.01, default: 1, large: 1 }
const ATTENDANCES = 500_000
const SESSIONS = 5_000_000
const VISITS = 200_000
const faceOf = (folder: string) => join(folder, 'internal.duckdb')
/** The day of the publication: three civil years are closed. */
const DAY = '2021-01-01'

/** The cubes that leave the house, counted, protected, audited for the public and each director, over uneven crowds. */
export const benchmark = Object.freeze<Benchmark>({
  name: 'cube',
  title: 'Publier les cubes sous contrôle de divulgation',
  describe: (size: Size) =>
    `${written(ATTENDANCES, size)} participations, ${written(SESSIONS, size)} sessions de borne et ${written(VISITS, size)} passages à l’accueil sur trois ans, très inégalement répartis entre centres, sortes, genres et âges, pour que de petites cases existent. Tous les tableaux de \`publication.yaml\` : effectifs, suppression primaire et secondaire, vérification pour le public et pour chaque direction. Les cases sont celles qui ne valent pas zéro.`,
  rounds: { small: 1, default: 3, large: 1 },
  prepare: ({ folder, size }) => fill(faceOf(folder), SCALE[size]),
  subjects: [{ name: 'retombees', label: 'Retombées', run: publish }],
  reported: [
    { label: 'Tous les cubes', of: 'retombees.cubes', unit: 's', atMost: 15 },
    { label: 'Cases à publier', of: 'retombees.cells', unit: 'lignes' },
    { label: 'Cases retenues, sous le seuil ou à côté', of: 'retombees.withheld', unit: 'lignes' },
    { label: 'Part des cases retenues bien qu’au-dessus du seuil', of: 'retombees.extra', unit: '%' },
    { label: 'Mémoire', of: 'retombees.peak', unit: 'Mo' },
  ],
})

function written(rows: number, size: Size): string {
  return (rows * SCALE[size]).toLocaleString('fr-FR')
}

async function publish({ folder }: Place) {
  const programme = await readProgramme(CSC)
  const engine = await openEngine(faceOf(folder), { ...READING, readOnly: true })
  let published: Awaited<ReturnType<typeof publishCubes>> | undefined
  const cubes = await seconds(async () => {
    published = await publishCubes(engine.db, programme, DAY, [])
  })
  const cells = (published?.cells ?? []).filter(({ n }) => n !== 0)
  const withheld = cells.filter(({ n }) => n === null)
  const extra = await aboveThreshold(engine, withheld, programme.territories)
  await engine.close()
  if (cells.length === 0) throw new Error('aucune case : le jeu d’essai est incomplet')
  return { cubes, cells: cells.length, withheld: withheld.length, extra: (100 * extra) / cells.length }
}

type Withheld = Awaited<ReturnType<typeof publishCubes>>['cells']

/** How many of the withheld cells stand on as many as the threshold, counted again in SQL. */
async function aboveThreshold(
  engine: Engine,
  cells: Withheld,
  territories: readonly { readonly id: string }[],
): Promise<number> {
  let above = 0
  for (const { fact, period, dimensions, codes, threshold } of cells) {
    const values = codes.split('|')
    const where = dimensions
      .split('|')
      .flatMap((name, at) => {
        const code = values[at] ?? ''
        if (name === '') return []
        if (code === '') return [`${name} is null`]
        return name === 'territory' && !territories.some(({ id }) => id === code)
          ? []
          : [`${name} = '${code}'`]
      })
      .concat(`cast(day as varchar) like '${period}%'`)
      .join(' and ')
    const of = fact === 'attendances' ? 'count(distinct coalesce(person, chr(0)))' : 'count(*)'
    const [row] = await engine.all<{ n: bigint | number }>(`select ${of} as n from ${fact} where ${where}`)
    if (Number(row?.n ?? 0) >= threshold) above += 1
  }
  return above
}

/** One of a list, each `rate` times e rarer than the one before; `draw` tells the draws of a row apart. */
const drawn = (values: readonly (string | null)[], draw: number, rate: number) => {
  const list = values.map((each) => (each === null ? 'null' : `'${each}'`)).join(', ')
  const u = `((1 + hash(i * 31 + ${draw}) % 1000000000) / 1000000001.0)`
  return `([${list}])[1 + least(${values.length - 1}, floor(-ln(${u}) / ${rate}))::integer]`
}

async function fill(path: string, scale: number): Promise<void> {
  const programme = await readProgramme(CSC)
  const codes = (id: string) =>
    (programme.vocabularies.find((each) => each.id === id)?.codes ?? []).map((code) => code.id)
  const engine = await openEngine(path, { ...WRITING, readOnly: false })
  for (const table of TABLES) await engine.run(createTable(table, 'internal'))
  const centres = programme.centres.map(({ id }) => id)
  const places = programme.centres.map(({ id, territory }) => `('${id}', '${territory}')`).join(', ')
  await engine.run(`create table places as select * from (values ${places}) as t(centre, territory)`)
  const insert = (table: string, rows: number, columns: Readonly<Record<string, string>>) => {
    const draws = {
      centre: drawn(centres, 1, 1.2),
      day: `date '2018-01-01' + (hash(i * 37) % 1095)::integer`,
    }
    const names = Object.keys(columns)
    return engine.run(
      `insert into ${table} (load_id, row_no, provenance, centre, territory, day, month, ${names.join(', ')})
       select 'load', i, 'field', centre, territory, day, strftime(day, '%Y-%m'), ${names.map((name) => columns[name]).join(', ')}
       from (select i, ${draws.centre} as centre, ${draws.day} as day from range(${Math.round(rows * scale)}) as r(i)) join places using (centre)`,
    )
  }
  await insert('attendances', ATTENDANCES, {
    workshop: "'a' || (i % 4000)",
    kind: drawn(codes('types-atelier'), 2, 3),
    person: `case when i % 50 > 0 then 'p' || floor(60000 * pow((hash(i * 41) % 1000000) / 1000000.0, 2))::integer end`,
    gender: drawn(codes('genre'), 3, 4.5),
    age_band: drawn(codes('age-2019'), 4, 2.5),
    age_list: "'age-2019'",
    consent: "'self'",
  })
  await insert('kiosk_sessions', SESSIONS, {
    kiosk: "'borne-' || centre",
    started_at: 'day + interval 10 hour',
    ended_at: 'day + interval 10 hour + to_seconds(60 + i % 900)',
    seconds: '60 + i % 900',
    hour: '10',
    site: drawn([...codes('sites-borne'), null], 5, 2),
  })
  await insert('reception_visits', VISITS, {
    kind: drawn(codes('passages-accueil'), 6, 3),
    autonomy: drawn([...codes('autonomie'), null], 7, 2.5),
    redirection_reason: drawn([null, ...codes('motifs-reorientation')], 8, 1.5),
  })
  await insert('contribution_ledger', VISITS / 100, {
    contribution: "'c' || i",
    outcome: drawn(codes('suites-contribution'), 9, 1.5),
  })
  await engine.run('drop table places')
  await engine.run('checkpoint')
  await engine.close()
}
