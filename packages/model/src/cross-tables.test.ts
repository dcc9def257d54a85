import { CrossBlock } from '@retombees/contract/cross-table'
import { isKnown } from '@retombees/contract/figure'
import { DEFAULT_QUERY } from '@retombees/contract/query'
import type { Face } from '@retombees/contract/role'
import { SurveyTable } from '@retombees/contract/survey'
import { decodeFilters } from '@retombees/contract/survey-query'
import type { Engine } from '@retombees/warehouse/engine'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findItem } from './codebook.ts'
import { groupsQuery } from './cross-groups.ts'
import { type CrossQuestion, crossTables } from './cross-tables.ts'
import { fixtureProgramme } from './fixtures/programme.ts'
import { openSnapshot, printedRows } from './fixtures/snapshot.ts'
import { computeIndicator } from './indicators.ts'
import { traceIndicator } from './lineage.ts'
import { responsesQuery } from './measures/responses.ts'
import { sidesOf } from './survey-sides.ts'
import { surveyTable } from './surveys.ts'

const programme = fixtureProgramme()

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

const cross = async (engine: Engine, question: Omit<CrossQuestion, 'survey'>, face?: Face) => {
  const block = await crossTables(engine.db, programme, { survey: 'staff-2018', ...question }, face)
  expect(CrossBlock.parse(block)).toEqual(block)
  const [table] = block.tables
  if (!table) throw new Error('no table')
  return { ...block, table }
}
const only = (text: string) => decodeFilters(text)

describe('a cross table', () => {
  it('counts people who were asked both, with residuals and a test chosen by rule', async () => {
    const { table, finding, notes } = await cross(field, { rows: 'q4-needs', columns: 'q4-skills' })
    expect(table).toMatchObject({ n: 31, refused: null, provenance: 'field', loads: ['field'] })
    const cell = (row: string, column: string) =>
      table.cells.find((each) => each.row === row && each.column === column)
    expect(cell('agree', 'agree')?.n).toBe(12)
    expect(cell('disagree', 'disagree')?.n).toBe(13)
    expect(cell('dont-know', 'agree')?.n).toBe(2)
    expect(cell('agree', 'agree')?.residual).toBeGreaterThan(2)
    expect(cell('agree', 'agree')?.columnShare).toBeCloseTo(12 / 15)
    expect(cell('agree', 'agree')?.interval?.low).toBeLessThan(12 / 15)
    expect(table.tests.map(({ name }) => name)).toEqual(['Fisher-Freeman-Halton'])
    expect(table.tests[0]?.why).toContain('sous 5')
    expect(finding).toContain('n = 31')
    expect(finding).toContain('sans correction pour les autres tableaux')
    expect(notes.join()).toContain('résidu')
  })

  it('agrees cell by cell with a GROUP BY of its own', async () => {
    const { table } = await cross(field, { rows: 'q4-needs', columns: 'q4-skills' })
    const counted = await field.all<{ r: string; c: string; n: bigint }>(
      `select coalesce(q4_needs, q4_needs__absence) as r, coalesce(q4_skills, q4_skills__absence) as c, count(*) as n
       from responses_staff_2018 where q4_needs__absence <> 'not-asked' group by all`,
    )
    const found = table.cells.flatMap(({ row, column, n }) => (n > 0 ? [[row, column, n]] : []))
    expect(found.sort()).toEqual(counted.map(({ r, c, n }) => [r, c, Number(n)]).sort())
  })

  it('counts the blanks of a question that all its tables share, each with its reason', async () => {
    const { table } = await cross(field, { rows: 'q8', columns: 'q4-needs' })
    expect(table.columns.codes.flatMap(({ code, n }) => (n > 0 ? [[code, n]] : []))).toEqual([
      ['agree', 15],
      ['disagree', 13],
      ['dont-know', 2],
      ['no-answer', 1],
    ])
    const given = table.cells.filter(({ row, n }) => row === 'participatif' && n > 0)
    expect(given.map(({ column, n }) => [column, n])).toEqual([
      ['agree', 15],
      ['dont-know', 2],
    ])
    const turned = (await cross(field, { rows: 'q4-needs', columns: 'q8' })).table
    expect(turned.rows.codes.map(({ n }) => n)).toEqual(table.columns.codes.map(({ n }) => n))
  })

  it('compares an ordered scale between two groups without those who did not say', async () => {
    const { table } = await cross(field, { rows: 'q4-needs', columns: 'territory', base: 'opinions' })
    expect(table.n).toBe(28)
    expect(table.tests.map(({ name, primary }) => [name, primary])).toEqual([
      ['Mann-Whitney', true],
      ['Fisher exact', false],
    ])
    expect(table.tests[0]?.why).toContain('delta de Cliff\u202f: 0,5')
    expect(table.tests[0]?.sentence).toContain('n = 16 et 12')
  })

  it('tests each option of a multiple choice, given or not, and corrects them together', async () => {
    const { table, familySize, notes } = await cross(field, { rows: 'q8', columns: 'territory' })
    expect(table.rows.codes[0]).toMatchObject({ code: 'participatif', n: 17 })
    expect(table.cells.slice(0, 2).map(({ n }) => n)).toEqual([14, 3])
    expect(table.columns.codes.map(({ n }) => n)).toEqual([18, 18])
    expect(table.tests.map(({ name, option }) => [name, option])).toEqual([['Fisher exact', 'participatif']])
    expect(familySize).toBe(1)
    expect(table.cells[0]?.residual).toBeGreaterThan(2)
    expect(notes.join()).toContain('Plusieurs réponses')
  })

  it('counts a multiple choice by itself in no table, and across a question without losing anybody', async () => {
    expect((await cross(field, { rows: 'q8', columns: 'q8' })).table.refused?.code).toBe('not-crossable')
    const { table } = await cross(field, { rows: 'q4-skills', columns: 'q8' })
    expect(table.tests).toEqual([])
    expect(table.rows.codes.map(({ n }) => n)).toEqual([0, 15, 16, 0, 0, 0])
    expect(table.columns.codes[0]?.n).toBe(17)
  })

  it('makes one table for each item of a question, and corrects their tests together', async () => {
    const { tables, familySize, finding } = await cross(field, {
      rows: 'q4a',
      columns: 'territory',
      base: 'opinions',
    })
    expect(tables.map(({ rows }) => rows.item)).toEqual([
      'q4-needs',
      'q4-skills',
      'q4-practices',
      'q4-daily-problems',
    ])
    expect(familySize).toBe(2)
    expect(tables.map(({ refused }) => refused?.code ?? null)).toEqual([null, null, 'no-data', 'no-data'])
    const [needs, skills] = tables.map(({ tests }) => tests.find((test) => test.primary))
    const [least = 1, most = 1] = [needs?.pValue ?? 1, skills?.pValue ?? 1].sort((a, b) => a - b)
    const adjusted = [needs?.adjusted ?? 1, skills?.adjusted ?? 1].sort((a, b) => a - b)
    expect(adjusted).toEqual([2 * least, Math.max(2 * least, most)])
    expect(finding).toContain('après correction de Holm sur 2 tests')
  })

  it('keeps only those whom every filter keeps, one filter inside the other', async () => {
    const all = await cross(field, {
      rows: 'q4-needs',
      columns: 'q4-skills',
      filter: only('territory:croissant-sud'),
    })
    expect(all.table.n).toBe(18)
    expect(all.filters.join()).toContain('Croissant sud')
    const nested = await cross(field, {
      rows: 'q4-needs',
      columns: 'q4-skills',
      filter: only('territory:croissant-sud,q8:!participatif'),
    })
    expect(nested.table.n).toBe(4)
    const nobody = await cross(field, {
      rows: 'q4-needs',
      columns: 'q4-skills',
      filter: only('q8:mascarade'),
    })
    expect(nobody.table.refused?.code).toBe('no-data')
    await expect(
      cross(field, { rows: 'q4-needs', columns: 'q4-skills', filter: only('q8:colour') }),
    ).rejects.toMatchObject({ finding: { code: 'unknown-code', found: 'colour' } })
  })

  it('is refused, with the reason, on what was only counted in margins', async () => {
    const { table, finding } = await cross(margins, { rows: 'q4-needs', columns: 'q4-skills' })
    expect(table.cells).toEqual([])
    expect(table.refused).toMatchObject({ code: 'margins-only' })
    expect(finding).toContain('effectifs imprimés')
    const filtered = await cross(margins, {
      rows: 'q4-needs',
      columns: 'territory',
      filter: only('q8:participatif'),
    })
    expect(filtered.table.refused?.code).toBe('margins-only')
  })

  it('is closed, which is another thing, to those who only see what is published', async () => {
    const { table } = await cross(margins, { rows: 'q4-needs', columns: 'q4-skills' }, 'published')
    expect(table.refused?.code).toBe('closed')
  })

  it('reads an item by territory from print where nothing is lost, and is refused where a cell is', async () => {
    const { table } = await cross(margins, { rows: 'q4-needs', columns: 'territory', base: 'opinions' })
    expect(table.columns.codes.map(({ n }) => n)).toEqual([29, 44])
    expect(table.provenance).toBe('published')
    expect(table.tests.map(({ name }) => name)).toEqual(['Mann-Whitney', 'Fisher-Freeman-Halton'])
    const lost = await cross(margins, { rows: 'q4-new-residents', columns: 'territory', base: 'opinions' })
    expect(lost.table.refused?.reason).toContain('Croissant sud')
    const agreed = await cross(margins, { rows: 'q4-new-residents', columns: 'territory' })
    expect(agreed.table.cells.map(({ row, n }) => [row, n])).toEqual([
      ['for', 18],
      ['for', 43],
      ['others', 12],
      ['others', 8],
    ])
    expect(agreed.table.tests.map(({ name }) => name)).toEqual(['Fisher exact'])
  })

  it('refuses what cannot be crossed, and lists what can when asked for something else', async () => {
    expect((await cross(field, { rows: 'q4-needs', columns: 'q9' })).table.refused?.code).toBe(
      'not-crossable',
    )
    await expect(cross(field, { rows: 'q4-needs', columns: 'colour' })).rejects.toMatchObject({
      finding: { code: 'unknown-variable', found: 'colour' },
    })
  })

  it('asks the engine, of each pair, one statement that it can plan', async () => {
    const axes = ['q4-needs', 'q8', 'centre'].flatMap((id) =>
      sidesOf(programme, 'staff-2018', id, 'all-respondents').flatMap((side) => side.axes),
    )
    const set = { table: 'responses_staff_2018', rows: sql<boolean>`true`, weight: null }
    for (const [at, axis] of axes.entries()) {
      const { sql: text, parameters } = groupsQuery(set, [[axes[at - 1] ?? axis, axis]], []).compile(field.db)
      expect(await field.all(`explain ${text}`, parameters)).not.toEqual([])
    }
  })
})

describe('weights and a known population', () => {
  const weighted = {
    ...programme,
    questionnaires: programme.questionnaires.map((book) => ({
      ...book,
      weight: 'poids',
      population: { whole: 40, territories: { 'croissant-sud': 20, 'versant-nord-est': 20 } },
    })),
  }
  let engine: Engine
  beforeAll(async () => {
    engine = await openSnapshot({})
    await answered(engine, 'field', RESPONDENTS)
    await engine.run('alter table responses_staff_2018 add column poids decimal(14,2)')
    await engine.run(`update responses_staff_2018 set poids = case when q4_needs = 'agree' then 2 else 1 end`)
  })
  afterAll(() => engine.close())

  it('weigh shares and their intervals, and leave counts and tests to people', async () => {
    const question = {
      survey: 'staff-2018',
      rows: 'q4-needs',
      columns: 'territory',
      base: 'opinions',
    } as const
    const { tables, notes } = await crossTables(engine.db, weighted, question)
    const plain = await crossTables(engine.db, programme, question)
    const [table, unweighted] = [tables[0], plain.tables[0]]
    const agree = (of: typeof table) =>
      of?.cells.find(({ row, column }) => row === 'agree' && column === 'croissant-sud')
    expect(agree(table)?.n).toBe(12)
    expect(agree(table)?.columnShare).toBeCloseTo(24 / 28)
    expect(agree(unweighted)?.columnShare).toBeCloseTo(12 / 16)
    expect(table?.columns.codes[0]?.effectiveBase).toBeCloseTo(28 ** 2 / (12 * 4 + 4))
    expect(table?.tests.map(({ pValue }) => pValue)).toEqual(unweighted?.tests.map(({ pValue }) => pValue))
    expect(notes.join()).toContain('Kish')
  })

  it('narrow the intervals of a one-way table, more so as the population is nearly all there', async () => {
    const row = async (of: typeof programme) =>
      (await surveyTable(engine.db, of, 'staff-2018', 'q4-needs')).rows[0]?.columns[0]
    const width = (column: Awaited<ReturnType<typeof row>>) => {
      const interval = column?.cells.find(({ code }) => code === 'agree')?.interval
      return (interval?.high ?? Number.NaN) - (interval?.low ?? Number.NaN)
    }
    const column = await row(weighted)
    expect(column?.base).toBe(18)
    expect(column?.cells.find(({ code }) => code === 'agree')?.share).toBeCloseTo(24 / 30)
    const endless = {
      ...weighted,
      questionnaires: weighted.questionnaires.map(({ population: _, ...book }) => book),
    }
    expect(width(column)).toBeLessThan(width(await row(endless)))
  })
})

describe('answers asked of a part', () => {
  it('are filtered and split where the questionnaire says it, in one query that the engine can plan', async () => {
    const asked = { ...DEFAULT_QUERY, by: 'territory' as const }
    const { whole, split } = await computeIndicator(field.db, programme, 'needs', asked)
    expect(split?.parts.map(({ key, figure }) => [key, isKnown(figure) && figure.numerator])).toEqual([
      ['croissant-sud', 12],
      ['versant-nord-est', 3],
    ])
    const south = await computeIndicator(field.db, programme, 'needs', {
      ...DEFAULT_QUERY,
      territory: ['croissant-sud'],
    })
    expect(south.whole).toEqual(split?.parts[0]?.figure)
    expect(whole).toMatchObject({ numerator: 15, denominator: 31 })
    const { sql, parameters } = responsesQuery(
      field.db,
      findItem(programme, 'staff-2018', 'q4-needs'),
    ).compile()
    expect(await field.all(`explain ${sql}`, parameters)).not.toEqual([])
  })

  it('are refused for a profile that the questionnaire does not ask', async () => {
    const women = await computeIndicator(field.db, programme, 'needs', { ...DEFAULT_QUERY, gender: ['-'] })
    expect(women.whole).toMatchObject({ state: 'not_asked', reason: expect.stringContaining('le genre') })
    expect(women.notCompared).toContain('sur l’ensemble')
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

  it('are read as printed where the questionnaire says that what is printed wins', async () => {
    const printed = {
      ...programme,
      questionnaires: programme.questionnaires.map((one) => ({ ...one, wins: 'printed' as const })),
    }
    const { whole } = await computeIndicator(field.db, printed, 'needs')
    expect(whole).toMatchObject({ provenance: 'published' })
    expect(isKnown(whole) && whole.discrepancies.map(({ code }) => code)).toContain('answers-left-out')
    const alone = await openSnapshot(printedRows())
    const { whole: asPrinted } = await computeIndicator(alone.db, printed, 'needs')
    await alone.close()
    expect(isKnown(whole) && isKnown(asPrinted) && [whole.numerator, whole.denominator]).toEqual(
      isKnown(asPrinted) && [asPrinted.numerator, asPrinted.denominator],
    )
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

  it('is filtered by answers, or refused where there are only printed counts', async () => {
    const filter = only('q4-skills:agree')
    const table = await surveyTable(field.db, programme, 'staff-2018', 'q8', { filter })
    expect(SurveyTable.parse(table)).toEqual(table)
    expect(table.rows[0]?.columns.map(({ base }) => base)).toEqual([14, 1])
    expect(table.rows[0]?.columns[1]?.cells[0]?.share).toBeNull()
    const printed = await surveyTable(margins.db, programme, 'staff-2018', 'q8', { filter })
    expect(printed.refused?.code).toBe('margins-only')
    expect(printed.rows).toEqual([])
  })

  it('gives a multiple choice over respondents and over mentions', async () => {
    const { rows } = await surveyTable(margins.db, programme, 'staff-2018', 'q8')
    const whole = rows[0]?.whole
    const participatif = whole?.cells.find(({ code }) => code === 'participatif')
    expect(participatif).toMatchObject({ n: 59, share: 59 / 81 })
    expect(whole?.mentions).toBeGreaterThan(81)
    expect(participatif?.mentionShare).toBeCloseTo(59 / (whole?.mentions ?? 0))
    const shares = whole?.cells.reduce((sum, cell) => sum + (cell.mentionShare ?? 0), 0)
    expect(shares).toBeCloseTo(1)
  })

  it('sums a scale up by its mean and median, over opinions, and not where a cell is lost', async () => {
    const { rows } = await surveyTable(field.db, programme, 'staff-2018', 'q4-needs', { base: 'opinions' })
    const [south, north] = rows[0]?.columns ?? []
    expect([south?.base, north?.base]).toEqual([16, 12])
    expect(south?.summary).toMatchObject({
      n: 16,
      mean: (12 * 3 + 4 * 2) / 16,
      median: 3,
      lowest: 1,
      highest: 4,
    })
    expect(north?.summary).toMatchObject({ mean: (3 * 3 + 9 * 2) / 12, median: 2 })
    expect(rows[0]?.whole.summary?.n).toBe(28)
    expect(south?.cells.find(({ code }) => code === 'dont-know')).toMatchObject({ n: 2, share: null })
    const lost = await surveyTable(margins.db, programme, 'staff-2018', 'q4-new-residents')
    expect(lost.rows[0]?.columns[0]?.summary).toBeNull()
  })
})
