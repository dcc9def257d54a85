import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Programme } from '@retombees/programme/programme'
import { QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import { readProgramme } from '@retombees/programme/read-programme'
import { SourceFile } from '@retombees/programme/source-file'
import { createTable } from '@retombees/warehouse/ddl'
import { type Engine, openEngine, WRITING } from '@retombees/warehouse/engine'
import { recipeOver } from '@retombees/warehouse/facts-recipe'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conformAs, readAs } from '../any-source.ts'
import { archiveCells } from './archive-cells.ts'
import { conformInEngine } from './conform-in-engine.ts'
import { headForEngine, lookAtFile } from './regular-file.ts'

const LOADING = { loadId: '000001-abc', receivedOn: '2019-06-30' }
const label = (id: string) => ({ id, label: { fr: id } })
const CODEBOOK = QuestionnaireFile.parse({
  ...label('essai'),
  audience: 'residents',
  period: '2019',
  codeLists: [
    {
      id: 'accord',
      codes: [
        { ...label('oui'), score: 2 },
        { ...label('non'), score: 1, spellings: ['pas du tout'] },
        { ...label('nsp'), missing: 'dont-know' },
      ],
    },
  ],
  questions: [
    { ...label('avis'), kind: 'scale', scale: 'accord', items: [label('avis-un'), label('avis-deux')] },
    { ...label('moyen'), kind: 'single', codes: [label('pied'), label('bus'), label('autre')] },
    {
      ...label('pourquoi'),
      kind: 'multiple',
      max: 2,
      codes: [label('cher'), label('loin'), label('autre'), { ...label('ne-sait'), missing: 'no-answer' }],
      filter: { question: 'avis', except: ['oui'] },
    },
    { ...label('usages'), kind: 'multiple', codes: [label('lire'), label('jouer')] },
    { ...label('combien'), kind: 'number', min: 0, max: 10 },
    { ...label('mot'), kind: 'text' },
    { ...label('absente'), kind: 'text' },
  ],
})
const SOURCE = SourceFile.parse({
  ...label('reponses-essai'),
  evidenceSource: 'residents-survey',
  files: ['reponses-essai*.csv'],
  table: 'responses',
  questionnaire: 'essai',
  provenance: 'field',
  format: { kind: 'any' },
  dates: 'day-first',
  fields: {
    respondent: { column: ['respondent'], type: 'text' },
    centre: { column: ['centre'], type: 'code', codes: 'centres' },
    day: { column: ['jour'], type: 'date' },
    age: { column: ['age'], type: 'integer' },
    age_band: { column: ['tranche'], type: 'code', codes: 'age-2019' },
  },
})

/** What is written in each column; `submitdate` tells who went to the end, `startlanguage` is not kept. */
const CELLS: Readonly<Record<string, readonly string[]>> = {
  respondent: ['1', '2', '3', '4', '5', '6', '7', '8', '', 'a@b.fr'],
  centre: ['arbrisseau', 'echo', 'Écho', 'ecko', ''],
  jour: ['12/03/2019', '2019-03-12', '12/03/2030', '31/02/2019', ''],
  age: ['17', '40', '300', 'x', ''],
  tranche: ['', ''],
  submitdate: ['2019-03-12 10:00:00', '2019-03-12 10:00:00', '', ' '],
  startlanguage: ['fr', 'a@b.fr'],
  'avis[avis-un]': ['oui', 'Oui', 'non', 'pas du tout', 'nsp', 'N/A', 'peut-être', '', ' '],
  'avis[avis-deux]': ['oui', 'non', 'nsp', ''],
  moyen: ['pied', 'bus', '-oth-', 'avion', ''],
  'moyen[other]': ['', 'trottinette', '06 12 34 56 78'],
  'pourquoi[cher]': ['', '', 'Y', 'N'],
  'pourquoi[loin]': ['', 'N/A', 'Y'],
  'pourquoi[autre]': ['', '', 'Y', 'trop vieux'],
  'pourquoi[ne-sait]': ['', '', 'Y'],
  usages: ['lire', 'lire, jouer', 'jouer lire', '', 'dormir'],
  combien: ['3', 'NSP', '11', '2,5', ''],
  mot: ['bien', '', 'a@b.fr', '#REF!'],
}
const HEADER = Object.keys(CELLS)
const line = fc.oneof(
  { weight: 12, arbitrary: fc.tuple(...HEADER.map((name) => fc.constantFrom(...(CELLS[name] ?? [''])))) },
  // A row without anything strange, so that the engine has some.
  {
    weight: 12,
    arbitrary: fc.tuple(
      fc.integer({ min: 10, max: 5000 }).map((n) => `R${n}`),
      ...HEADER.slice(1).map((name) => fc.constantFrom(...(CELLS[name] ?? ['']).slice(0, 2))),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      [''],
      HEADER.map(() => ''),
      ['1', 'echo'],
    ),
  },
)
const text = fc
  .array(line, { minLength: 1, maxLength: 25 })
  .map((lines) => `${[HEADER, ...lines].map((cells) => cells.join(';')).join('\n')}\n`)

describe('the engine and the careful reading of answers', () => {
  let programme: Programme
  let engine: Engine
  const folder = mkdtempSync(join(tmpdir(), 'retombees-survey-lanes-'))
  const path = join(folder, 'reponses-essai.csv')
  beforeAll(async () => {
    const csc = await readProgramme(join(import.meta.dirname, '../../../../data/csc'))
    programme = { ...csc, questionnaires: [CODEBOOK], sources: [SOURCE] }
    engine = await openEngine(':memory:', { ...WRITING, readOnly: false })
  })
  afterAll(async () => {
    await engine.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function inEngine() {
    const head = headForEngine(path, 'reponses-essai.csv', SOURCE, programme)
    if (!head) return null
    const regular = await lookAtFile(path, 'reponses-essai.csv', SOURCE, head)
    const cells = regular && (await archiveCells(engine, regular, join(folder, 'cells.parquet')))
    if (!cells) return null
    const made = await conformInEngine(engine, cells, head.table, SOURCE, programme, LOADING, folder)
    if (!made) return null
    const { definition, facts, rows } = made
    await engine.run(`drop table if exists "${definition.name}"; ${createTable(definition, 'internal')}`)
    await engine.append(definition, rows)
    const names = definition.columns.map(({ name }) => `"${name}"`).join(', ')
    await engine.run(
      `insert into "${definition.name}" (${names}) select ${names} from (${recipeOver(facts.sql, { cells: made.cells, maps: facts.maps })})
        where row_no not in (${[-1, ...facts.except].join(', ')})`,
    )
    return { ...made, all: await stored(definition.name), byEngine: made.counts.loaded - rows.length }
  }
  const stored = (name: string) => engine.all(`select * from "${name}" order by row_no`)

  async function carefully() {
    const bytes = readFileSync(path)
    const made = conformAs(readAs(bytes, 'reponses-essai.csv', SOURCE, programme), SOURCE, programme, LOADING)
    await engine.run(
      `drop table if exists "${made.definition.name}"; ${createTable(made.definition, 'internal')}`,
    )
    await engine.append(made.definition, made.rows)
    return { ...made, all: await stored(made.definition.name) }
  }

  it('give the same rows, reasons, warnings and counts of any file, or the engine leaves it', async () => {
    const seen = { taken: 0, byEngine: 0 }
    await fc.assert(
      fc.asyncProperty(text, async (written) => {
        writeFileSync(path, written)
        const made = await inEngine().catch((error: unknown) => ({ refused: String(error) }))
        if (made === null) return
        const careful = await carefully().catch((error: unknown) => ({ refused: String(error) }))
        seen.taken += 1
        if ('refused' in made || 'refused' in careful) {
          expect(made).toEqual(careful)
          return
        }
        seen.byEngine += made.byEngine
        const what = ({ all, quarantined, ignored, warnings, counts, provenance }: typeof careful) => ({
          all,
          quarantined,
          ignored,
          warnings,
          counts,
          provenance,
        })
        expect(what(made)).toEqual(what(careful))
      }),
      { numRuns: 60, seed: 20190304 },
    )
    expect(seen.taken).toBeGreaterThan(40)
    expect(seen.byEngine).toBeGreaterThan(60)
  }, 240_000)
})
