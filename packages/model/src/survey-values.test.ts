import { SurveyTable } from '@retombees/contract/survey'
import type { Engine } from '@retombees/warehouse/engine'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureProgramme } from './fixtures/programme.ts'
import { openSnapshot } from './fixtures/snapshot.ts'
import { traceSurveyCell } from './lineage/survey-cell.ts'
import { binsOf } from './survey-bins.ts'
import { valuesQuery } from './survey-values.ts'
import { surveyTable } from './surveys.ts'

const plain = fixtureProgramme()
const programme = {
  ...plain,
  questionnaires: plain.questionnaires.map((book) => ({
    ...book,
    questions: [
      ...book.questions,
      {
        kind: 'number' as const,
        id: 'visits',
        label: { fr: 'Combien de fois ?' },
        spellings: [],
        decimals: 0 as const,
      },
      { kind: 'date' as const, id: 'first', label: { fr: 'Depuis quand ?' }, spellings: [] },
    ],
  })),
}

let engine: Engine
beforeAll(async () => {
  engine = await openSnapshot({})
  await engine.run(`create table responses_staff_2018 as
    select 'l1' as load_id, i::integer as row_no, 'field' as provenance, null::varchar as period, null::varchar as centre,
      case when i < 20 then 'croissant-sud' when i < 32 then 'versant-nord-est' end as territory,
      case when i < 30 then i::integer end as visits,
      case when i < 30 then 'answered' when i < 32 then 'dont-know' when i < 33 then 'no-answer' else 'not-asked' end as visits__absence,
      date '2018-01-15' + to_months((i % 3)::integer) as first, 'answered' as first__absence
    from range(40) as r(i)`)
})
afterAll(() => engine.close())

const table = async (question: string, base: 'all-respondents' | 'opinions' = 'all-respondents') => {
  const found = await surveyTable(engine.db, programme, 'staff-2018', question, { base })
  expect(SurveyTable.parse(found)).toEqual(found)
  return found
}

describe('a question whose answer is a number or a date', () => {
  it('has a distribution by territory, with those who did not say, mean, median and quartiles', async () => {
    const { rows, finding, codes, provenance } = await table('visits')
    const [row] = rows
    expect(provenance).toBe('field')
    expect(codes.map(({ label }) => label)).toEqual([
      '0 à 4',
      '5 à 9',
      '10 à 14',
      '15 à 19',
      '20 à 24',
      '25 à 29',
      'Je ne sais pas',
      'Sans réponse',
    ])
    expect(row?.whole.base).toBe(33)
    expect(row?.whole.cells.map(({ n }) => n)).toEqual([5, 5, 5, 5, 5, 5, 2, 1])
    expect(row?.columns.map(({ base }) => base)).toEqual([20, 12])
    expect(row?.columns[1]?.cells.map(({ n }) => n)).toEqual([0, 0, 0, 0, 5, 5, 2, 0])
    expect(row?.whole.summary).toMatchObject({ n: 30, mean: 14.5, median: 14.5, lowest: 0, highest: 29 })
    expect(finding).toBe(
      'Sur 30 réponses, la moitié va de 7 à 22 (premier et troisième quartiles)\u202f; médiane 14, moyenne 14,5.',
    )
  })

  it('leaves those who did not say out of a base of opinions', async () => {
    const { rows, codes } = await table('visits', 'opinions')
    expect(rows[0]?.whole.base).toBe(30)
    expect(rows[0]?.whole.cells[0]?.share).toBeCloseTo(5 / 30)
    expect(codes).toHaveLength(6)
  })

  it('is read by month when it is a date', async () => {
    const { codes, rows, finding } = await table('first')
    expect(codes.slice(0, 3).map(({ label }) => label)).toEqual(['janvier 2018', 'février 2018', 'mars 2018'])
    expect(rows[0]?.whole.cells.slice(0, 3).map(({ n }) => n)).toEqual([14, 13, 13])
    expect(rows[0]?.whole.summary).toBeNull()
    expect(finding).toContain('du 15/01/2018 au 15/03/2018')
  })

  it('is refused on a face without the answers, and where nobody answered', async () => {
    const empty = await openSnapshot({})
    const seen = (face: 'published' | 'internal') =>
      surveyTable(empty.db, programme, 'staff-2018', 'visits', { face })
    expect((await seen('published')).refused?.code).toBe('closed')
    expect((await seen('internal')).refused?.code).toBe('margins-only')
    await empty.close()
  })

  it('leads from a bin back to the answers of those who were asked', async () => {
    const place = { questionnaire: 'staff-2018', item: 'visits', territory: 'versant-nord-est' }
    const bin = (await table('visits')).codes.find(({ label }) => label === '20 à 24')?.code
    const traced = await traceSurveyCell(engine.db, programme, { ...place, code: bin }, 'file')
    expect(traced.figure).toMatchObject({ state: 'value', value: 5 / 12, numerator: 5, base: { n: 12 } })
    const base = await traceSurveyCell(engine.db, programme, place, 'file')
    expect(base.figure).toMatchObject({ state: 'value', value: 12 })
    const gone = await traceSurveyCell(engine.db, programme, { ...place, code: 'nowhere' }, 'file')
    expect(gone.figure.state).toBe('no_data')
  })

  it('is counted by one query that the engine can plan', async () => {
    const set = { table: 'responses_staff_2018', rows: sql<boolean>`true` }
    const { sql: text, parameters } = valuesQuery(engine.db, set, 'visits', []).compile()
    expect(await engine.all(`explain ${text}`, parameters)).not.toEqual([])
  })
})

describe('bins', () => {
  const labels = (kind: 'number' | 'date', values: readonly string[]) =>
    binsOf(
      kind,
      values.map((value) => ({ value })),
    ).map(({ label }) => label)

  it('are the values themselves where there are few, and hold each value once', () => {
    expect(labels('number', ['3', '1', '3', '2.5'])).toEqual(['1', '2,5', '3'])
    for (const spread of [13, 37, 100, 365, 4_000]) {
      const values = Array.from({ length: spread }, (_, at) => ({ value: String(at * 1.5 - 7) }))
      const bins = binsOf('number', values)
      expect(bins.length).toBeLessThanOrEqual(12)
      for (const { value } of values) expect(bins.filter((bin) => bin.holds(value))).toHaveLength(1)
      expect(bins.map((bin) => values.filter(({ value }) => bin.holds(value)).length)).not.toContain(0)
    }
  })

  it('are years for dates far apart', () => {
    const months = Array.from(
      { length: 30 },
      (_, at) => `${2015 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-05`,
    )
    expect(labels('date', months)).toEqual(['2015', '2016', '2017'])
  })
})
