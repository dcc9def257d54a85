import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DEFAULT_QUERY } from '@retombees/contract/query'
import type { SurveyColumn, SurveyTable } from '@retombees/contract/survey'
import { fundingTable } from '@retombees/model/funding'
import { partnerGrid } from '@retombees/model/partners'
import { surveyTable } from '@retombees/model/surveys'
import { tablesOf } from '@retombees/warehouse/ddl'
import { openReader, type Reader } from '@retombees/warehouse/reader'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PublishedHome, publishedHome } from '../support/published-home.ts'

interface PrintedItem {
  territory: string
  item: string
  base: number
  agreement: number
  cells: Record<string, { n: number; certainty: string }>
  unknown: string[]
}

/** What the report prints, read out of it a second time, independently of `data/csc/published`. */
function printed<T>(name: string): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'printed', name), 'utf8')) as T
}

const ITEMS = printed<PrintedItem[]>('survey-items.json')
const WORDS =
  printed<{ word: string; 'versant-nord-est': number; 'croissant-sud': number; together: number }[]>(
    'words.json',
  )
const MEANS = printed<{ territory: string; scores: number[]; mean: string }[]>('partner-means.json')
const FUNDING = printed<Record<string, Record<string, (number | null)[]>>>('funding.json')
const IMMERSION = printed<Record<string, Record<string, number>>>('immersion.json')
const TERRITORIES = ['croissant-sud', 'versant-nord-est'] as const
const YEARS = [2017, 2018, 2019]

let published: PublishedHome
let reader: Reader
const tables = new Map<string, SurveyTable>()

beforeAll(async () => {
  published = await publishedHome()
  const opened = await openReader(published.home, 'internal')
  if (!opened) throw new Error('nothing was published')
  reader = opened
  for (const question of ['q4a', 'q4b', 'q5', 'q6', 'q8', 'q9'])
    tables.set(question, await surveyTable(reader.db, published.programme, 'staff-2018', question))
})

afterAll(async () => {
  await reader?.close()
  published?.remove()
})

function columnOf(item: string, territory: string): SurveyColumn {
  const rows = [...tables.values()].flatMap((table) => table.rows)
  const column = rows.find((row) => row.item === item)?.columns.find((one) => one.territory === territory)
  if (!column) throw new Error(`no column for ${item} in ${territory}`)
  return column
}

function wordsOf(territory: string): SurveyColumn {
  const column = tables
    .get('q8')
    ?.rows.flatMap((row) => row.columns)
    .find((one) => one.territory === territory)
  if (!column) throw new Error(`no words for ${territory}`)
  return column
}

const cellOf = (column: SurveyColumn, code: string) => column.cells.find((cell) => cell.code === code)

describe('the published files', () => {
  it('all load, and every row of each is accounted for', () => {
    expect(published.outcomes.length).toBeGreaterThanOrEqual(7)
    for (const outcome of published.outcomes) {
      expect(outcome, outcome.reason ?? outcome.file).toMatchObject({ status: 'loaded', rows_quarantined: 0 })
      expect(outcome.rows_read).toBe(outcome.rows_loaded + outcome.rows_quarantined + outcome.rows_ignored)
    }
  })

  it('hold 52 and 64 rows of partner grids', () => {
    const loadedBy = (name: RegExp) =>
      published.outcomes.find((outcome) => name.test(outcome.file))?.rows_loaded
    expect(loadedBy(/grille.*croissant-sud/)).toBe(52)
    expect(loadedBy(/grille.*nord-est/)).toBe(64)
  })
})

describe('the partner grids of section 3.4', () => {
  it('give back the 116 printed means, to one decimal, half up', async () => {
    const grid = await partnerGrid(reader.db, published.programme, { ...DEFAULT_QUERY, size: 1000 })
    expect(grid.total).toBe(116)
    for (const territory of TERRITORIES) {
      const computed = grid.engagements
        .filter((engagement) => engagement.territory === territory)
        .sort((a, b) => a.row - b.row)
        .map((engagement) => engagement.mean?.toFixed(1).replace('.', ','))
      expect(computed).toEqual(MEANS.filter((row) => row.territory === territory).map((row) => row.mean))
    }
  })

  it('give back every printed score, and leave the blanks blank', async () => {
    const grid = await partnerGrid(reader.db, published.programme, { ...DEFAULT_QUERY, size: 1000 })
    const criteria = grid.criteria.map((criterion) => criterion.id)
    for (const territory of TERRITORIES) {
      const computed = grid.engagements
        .filter((engagement) => engagement.territory === territory)
        .sort((a, b) => a.row - b.row)
        .map((engagement) =>
          criteria.map((id) => engagement.scores[id] ?? null).filter((score) => score !== null),
        )
      expect(computed).toEqual(MEANS.filter((row) => row.territory === territory).map((row) => row.scores))
    }
  })

  it('are warned about where the header says « 1 à 5 » above zeros and where a partner stands twice', async () => {
    const warnings = await reader.db.selectFrom('warnings').selectAll().execute()
    const messages = warnings.map((warning) => warning.message).join('\n')
    expect(messages).toMatch(/1 à 5/)
    expect(messages).toMatch(/Fou de coudes/)
  })
})

describe('the funding tables of section 1.3', () => {
  it.each(TERRITORIES)('add up as printed in %s, by funder, by year and in all', async (territory) => {
    const table = await fundingTable(reader.db, published.programme)
    const lines = table.lines.filter((line) => line.territory === territory)
    const sum = (some: typeof lines) => some.reduce((total, line) => total + (line.amount ?? 0), 0)
    const { total, ...funders } = FUNDING[territory] as Record<string, (number | null)[]>
    for (const [funder, amounts] of Object.entries(funders)) {
      const own = lines.filter((line) => line.funder === funder)
      for (const [index, year] of YEARS.entries())
        expect(own.find((line) => line.year === year)?.amount ?? null, `${funder} ${year}`).toBe(
          amounts[index],
        )
      expect(sum(own)).toBe(amounts[3])
    }
    for (const [index, year] of YEARS.entries())
      expect(sum(lines.filter((line) => line.year === year))).toBe(total?.[index])
    expect(table.byTerritory.find((one) => one.key === territory)?.amount).toBe(total?.[3])
  })

  it('add up over both territories, computed from the lines', async () => {
    const table = await fundingTable(reader.db, published.programme)
    expect(table.total).toBe(2 * 1_349_998)
    expect(table.byFunder.find((one) => one.key === 'feder')?.amount).toBe(2 * 904_998)
    expect(table.byYear.map((one) => one.amount)).toEqual([700_000, 999_998, 999_998])
  })
})

describe('the staff survey of section 4.3', () => {
  it.each(ITEMS.map((item) => [item.item, item.territory, item] as const))(
    'gives back what is certain of %s in %s, and leaves the rest unknown',
    (_item, _territory, expected) => {
      const column = columnOf(expected.item, expected.territory)
      expect(column.base).toBe(expected.base)
      for (const [code, { n, certainty }] of Object.entries(expected.cells)) {
        const cell = cellOf(column, code)
        expect(cell, `${expected.item} ${code}`).toMatchObject({ n, certainty })
        expect(cell?.share).toBeCloseTo(n / expected.base, 12)
      }
      for (const code of expected.unknown) {
        const cell = cellOf(column, code)
        expect(cell?.n ?? null, `${expected.item} ${code} is not known`).toBeNull()
        if (cell) expect(cell.reason).toBeTruthy()
      }
      expect(column.agreement).toMatchObject({
        state: 'value',
        numerator: expected.agreement,
        denominator: expected.base,
      })
    },
  )

  it('agrees with the prose: 40, 41, 41 and 43 of 51; 26 and 21 of 30; one answer short of a majority', () => {
    const agreed = (item: string, territory: string) => {
      const figure = columnOf(item, territory).agreement
      return figure?.state === 'value' ? `${figure.numerator} / ${figure.denominator}` : null
    }
    expect(
      ['q4-needs', 'q4-skills', 'q4-practices', 'q4-new-residents'].map((i) => agreed(i, 'versant-nord-est')),
    ).toEqual(['40 / 51', '41 / 51', '41 / 51', '43 / 51'])
    expect(['q4-reception', 'q4-partnerships'].map((i) => agreed(i, 'croissant-sud'))).toEqual([
      '26 / 30',
      '21 / 30',
    ])
    expect(agreed('q4-sustainability', 'versant-nord-est')).toBe('25 / 51')
  })

  it('establishes no difference between the territories on the eight items of question 4', () => {
    const comparisons = ['q4a', 'q4b'].flatMap((q) =>
      (tables.get(q) as SurveyTable).rows.map((row) => row.comparison),
    )
    expect(comparisons).toHaveLength(8)
    expect(comparisons.filter((comparison) => comparison?.established)).toEqual([])
    expect(comparisons.every((comparison) => comparison?.familySize === 8)).toBe(true)
    const smallest = Math.min(...comparisons.map((comparison) => comparison?.pValue ?? 1))
    expect(smallest).toBeCloseTo(0.018, 3)
    expect(Math.min(...comparisons.map((comparison) => comparison?.adjustedPValue ?? 1))).toBeCloseTo(
      0.146,
      3,
    )
  })

  it('keeps both bases of question 6 in Croissant sud, 27 printed and 25 counted, and mends neither', () => {
    const column = columnOf('q6-service', 'croissant-sud')
    expect(column.base).toBe(27)
    expect(column.discrepancies.some((one) => one.printed === 27 && one.alternative === 25)).toBe(true)
  })

  it('gives back question 5, mentions and respondents, and the eleven who had both', () => {
    for (const territory of TERRITORIES) {
      const { base, ...mentions } = IMMERSION[territory] as Record<string, number>
      const column = (tables.get('q5') as SurveyTable).rows
        .flatMap((row) => row.columns)
        .find((c) => c.territory === territory)
      expect(column?.base).toBe(base)
      for (const [code, n] of Object.entries(mentions)) {
        if (code.includes('|'))
          expect((tables.get('q5') as SurveyTable).notes.join('\n')).toMatch(`${n} répondants à la fois`)
        else expect(column && cellOf(column, code)?.n, `${territory} ${code}`).toBe(n)
      }
    }
  })

  it('gives back the thirteen words of question 8, their counts and their order', () => {
    const slug = (word: string) =>
      word
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .replace(/[^a-z]+/g, '-')
    for (const territory of TERRITORIES) {
      const column = wordsOf(territory)
      for (const word of WORDS)
        expect(cellOf(column, slug(word.word))?.n, `${word.word} ${territory}`).toBe(word[territory])
      const order = [...column.cells]
        .sort((a, b) => (b.n ?? 0) - (a.n ?? 0))
        .slice(0, 3)
        .map((cell) => cell.code)
      expect(order).toEqual(
        territory === 'croissant-sud'
          ? ['participatif', 'rencontre', 'pratique']
          : ['participatif', 'apprentissage', 'technologie'],
      )
    }
    const participatif = WORDS.find((word) => word.word === 'Participatif')
    expect(participatif?.together).toBe(59)
    expect(TERRITORIES.reduce((total, t) => total + (wordsOf(t).base ?? 0), 0)).toBe(81)
  })
})

describe('the persons named in the report', () => {
  it('stand in no table of the snapshot and in no file of the programme', async () => {
    const names = /verbeke|shaarawy|valentin pique|berkani|malyga/i
    for (const { name } of tablesOf('internal')) {
      const rows = await reader.db
        .selectFrom(name as 'tallies')
        .selectAll()
        .execute()
      const text = JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value))
      expect(names.test(text), name).toBe(false)
    }
  })
})
