import { CrossTable } from '@retombees/contract/cross-table'
import { isKnown } from '@retombees/contract/figure'
import type { Engine } from '@retombees/warehouse/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { crossQuery, crossTable, sideOf } from './cross-tables.ts'
import { fixtureProgramme } from './fixtures/programme.ts'
import { openSnapshot, printedRows } from './fixtures/snapshot.ts'
import { computeIndicator } from './indicators.ts'
import { traceIndicator } from './lineage.ts'
import { surveyTable } from './surveys.ts'

const programme = fixtureProgramme()
const staff = { questionnaire: 'staff-2018' }

/** One respondent: where, what they said to two items and to the words, and why they did not. */
type Respondent = readonly [
  territory: string,
  needs: string | null,
  needsAbsence: string,
  skills: string | null,
  skillsAbsence: string,
  participatif: boolean,
]

async function answered(
  engine: Engine,
  provenance: string,
  respondents: readonly Respondent[],
): Promise<void> {
  await engine.run(`create table if not exists responses_staff_2018 (load_id varchar, row_no integer, provenance varchar,
    territory varchar, centre varchar, period varchar, q4_needs varchar, q4_needs__absence varchar, q4_skills varchar,
    q4_skills__absence varchar, q8__participatif boolean, ${WORDS.map((word) => `q8__${word} boolean`).join(', ')},
    q8__absence varchar)`)
  const values = respondents.map(([territory, needs, needsAbsence, skills, skillsAbsence, word], index) => {
    const text = (value: string | null) => (value === null ? 'null' : `'${value}'`)
    return `('${provenance}', ${index + 2}, '${provenance}', '${territory}', null, null, ${text(needs)}, '${needsAbsence}',
      ${text(skills)}, '${skillsAbsence}', ${word}, ${WORDS.map(() => 'false').join(', ')}, 'answered')`
  })
  await engine.run(`insert into responses_staff_2018 values ${values.join(', ')}`)
}

const WORDS = (programme.questionnaires[0]?.questions ?? []).flatMap((question) =>
  question.id === 'q8' && 'codes' in question
    ? question.codes.slice(1).map((code) => code.id.replaceAll('-', '_'))
    : [],
)

const people = (n: number, respondent: Respondent) => Array.from({ length: n }, () => respondent)
const RESPONDENTS: readonly Respondent[] = [
  ...people(12, ['croissant-sud', 'agree', 'answered', 'agree', 'answered', true]),
  ...people(4, ['croissant-sud', 'disagree', 'answered', 'disagree', 'answered', false]),
  ...people(2, ['croissant-sud', null, 'dont-know', 'agree', 'answered', true]),
  ...people(3, ['versant-nord-est', 'agree', 'answered', 'disagree', 'answered', true]),
  ...people(9, ['versant-nord-est', 'disagree', 'answered', 'disagree', 'answered', false]),
  ...people(5, ['versant-nord-est', null, 'not-asked', null, 'not-asked', false]),
  ...people(1, ['versant-nord-est', null, 'no-answer', 'agree', 'answered', false]),
]

let margins: Engine
let field: Engine
beforeAll(async () => {
  margins = await openSnapshot(printedRows())
  field = await openSnapshot(printedRows())
  await answered(field, 'field', RESPONDENTS)
})
afterAll(() => Promise.all([margins.close(), field.close()]))

describe('a cross table', () => {
  it('counts people who were asked both, with residuals and a test chosen by rule', async () => {
    const table = await crossTable(field.db, programme, { ...staff, rows: 'q4-needs', columns: 'q4-skills' })
    expect(CrossTable.parse(table)).toEqual(table)
    expect(table).toMatchObject({ n: 31, refused: null, provenance: 'field' })
    const cell = (row: string, column: string) =>
      table.cells.find((each) => each.row === row && each.column === column)
    expect(cell('agree', 'agree')?.n).toBe(12)
    expect(cell('disagree', 'disagree')?.n).toBe(13)
    expect(cell('dont-know', 'agree')?.n).toBe(2)
    expect(cell('agree', 'agree')?.residual).toBeGreaterThan(2)
    expect(table.tests.map(({ name }) => name)).toEqual(['Fisher-Freeman-Halton'])
    expect(table.tests[0]?.why).toContain('sous 5')
    expect(table.tests[0]?.sentence).toContain('sans correction')
  })

  it('compares an ordered scale between two groups without those who did not say', async () => {
    const table = await crossTable(field.db, programme, {
      ...staff,
      rows: 'q4-needs',
      columns: 'territory',
      over: 'opinions',
    })
    expect(table.n).toBe(28)
    expect(table.tests.map(({ name }) => name)).toEqual(['Fisher exact', 'Mann-Whitney'])
    expect(table.tests[1]?.why).toContain('delta de Cliff\u202f: 0,5')
  })

  it('counts a multiple choice without a test', async () => {
    const table = await crossTable(field.db, programme, { ...staff, rows: 'q8', columns: 'q4-skills' })
    expect(table.tests).toEqual([])
    expect(table.notes.join()).toContain('Plusieurs réponses')
    expect(table.rows.codes[0]).toMatchObject({ code: 'participatif', n: 17 })
  })

  it('is refused, with the reason, on what was only counted in margins', async () => {
    const table = await crossTable(margins.db, programme, {
      ...staff,
      rows: 'q4-needs',
      columns: 'q4-skills',
    })
    expect(table.cells).toEqual([])
    expect(table.refused).toContain('effectifs imprimés')
  })

  it('reads an item by territory from print where nothing is lost, and is refused where a cell is', async () => {
    const at = { ...staff, columns: 'territory', over: 'opinions' } as const
    const table = await crossTable(margins.db, programme, { ...at, rows: 'q4-needs' })
    expect(table.columns.codes.map(({ n }) => n)).toEqual([29, 44])
    expect(table.tests[0]?.name).toBe('Fisher-Freeman-Halton')
    const lost = await crossTable(margins.db, programme, { ...at, rows: 'q4-new-residents' })
    expect(lost.refused).toContain('Croissant sud')
  })

  it('asks the engine one query that it can plan', async () => {
    const sides = ['q4-needs', 'q8'].map((id) => sideOf(programme, 'staff-2018', id, 'all-respondents'))
    const [rows, columns] = sides
    if (!rows || !columns) throw new Error('no sides')
    const { sql, parameters } = crossQuery(field.db, 'staff-2018', rows, columns, 'opinions').compile()
    expect(await field.all(`explain ${sql}`, parameters)).not.toEqual([])
  })
})

describe('answers and printed tallies of one wave', () => {
  it('are alternatives: people’s answers are read, never added, and it is said', async () => {
    const { whole } = await computeIndicator(field.db, programme, 'needs')
    expect(whole).toMatchObject({ numerator: 15, denominator: 31, provenance: 'field', loads: ['field'] })
    expect(isKnown(whole) && whole.discrepancies.map(({ code }) => code)).toContain('published-left-out')
    const notAsked = await computeIndicator(field.db, programme, 'reception')
    expect(notAsked.whole).toMatchObject({ numerator: 62, denominator: 81, provenance: 'published' })
  })

  it('leaves printed tallies in force before simulated answers', async () => {
    const simulated = await openSnapshot(printedRows())
    await answered(simulated, 'simulated', RESPONDENTS)
    const { whole } = await computeIndicator(simulated.db, programme, 'needs')
    await simulated.close()
    expect(whole).toMatchObject({ numerator: 66, denominator: 81, provenance: 'published' })
  })

  it('traces a share of answers to the rows of those who were asked', async () => {
    const lineage = await traceIndicator(
      field.db,
      programme,
      'needs',
      { territory: ['croissant-sud'] },
      'file',
    )
    expect(lineage.figure).toMatchObject({ numerator: 12, denominator: 18 })
  })

  it('shows a question by territory from answers, zeros included', async () => {
    const table = await surveyTable(field.db, programme, 'staff-2018', 'q8')
    expect(table.provenance).toBe('field')
    expect(table.rows[0]?.columns.map(({ base }) => base)).toEqual([18, 18])
    expect(table.codes[0]?.code).toBe('participatif')
    expect(table.rows[0]?.columns[0]?.cells[1]?.n).toBe(0)
  })
})
