import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isKnown } from '@retombees/contract/figure'
import { DEFAULT_QUERY } from '@retombees/contract/query'
import { fundingTable } from '@retombees/model/funding'
import { computeIndicator } from '@retombees/model/indicators'
import { traceIndicator } from '@retombees/model/lineage'
import { lightLogicModels } from '@retombees/model/logic-models'
import { partnerGrid } from '@retombees/model/partners'
import { answerQuestions } from '@retombees/model/questions'
import { surveyTable } from '@retombees/model/surveys'
import { openReader, type Reader } from '@retombees/warehouse/reader'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PublishedHome, publishedHome, ROOT } from '../support/published-home.ts'

const FOLDER = join(import.meta.dirname, 'flandre-maritime')

describe('a second programme, which is a folder of YAML and nothing else', () => {
  let published: PublishedHome
  let reader: Reader

  beforeAll(async () => {
    published = await publishedHome(FOLDER, [join(FOLDER, 'collected')])
    const opened = await openReader(published.home, 'internal')
    if (!opened) throw new Error('nothing was published')
    reader = opened
  })
  afterAll(async () => {
    await reader?.close()
    published?.remove()
  })

  it('loads its own files, with other delimiters, decimal signs and columns', () => {
    expect(published.outcomes.map((o) => [o.file, o.status, o.rows_loaded])).toEqual([
      [expect.stringContaining('acteurs-2020.csv'), 'loaded', 3],
      [expect.stringContaining('budget.csv'), 'loaded', 2],
      [expect.stringContaining('voisins-2020.csv'), 'loaded', 8],
    ])
  })

  it('answers its own questions, on figures marked simulated that count in no balance', async () => {
    const questions = await answerQuestions(reader.db, published.programme)
    expect(questions.map((question) => question.id)).toEqual(['voisinage', 'moyens'])
    const known = await computeIndicator(reader.db, published.programme, 'voisins-connus')
    expect(known.whole).toMatchObject({
      state: 'value',
      numerator: 36,
      denominator: 48,
      provenance: 'simulated',
    })
    expect(questions[0]?.balance.sources.every((source) => source.says === 'silent')).toBe(true)
  })

  it('shows counts and no percentage where the base is under ten', async () => {
    const known = await computeIndicator(reader.db, published.programme, 'voisins-connus')
    const small = known.byTerritory.find((one) => one.territory === 'grand-littoral')?.figure
    expect(small).toMatchObject({ state: 'value', numerator: 5, denominator: 8, smallBase: true })
  })

  it('scores on its own scale and criteria: a blank leaves the mean, a zero stays', async () => {
    const grid = await partnerGrid(reader.db, published.programme, DEFAULT_QUERY)
    expect(grid.criteria.map((criterion) => criterion.id)).toEqual(['presence', 'moyens'])
    expect(Object.fromEntries(grid.engagements.map((e) => [e.partnerLabel, e.mean]))).toEqual({
      Library: 4.8,
      Harbour: 10,
      School: 2.3,
    })
  })

  it('keeps the cents of its budget and the dash of its empty cell', async () => {
    const table = await fundingTable(reader.db, published.programme)
    expect(table.total).toBe(52_500.5)
    expect(table.lines.filter((line) => line.amount === null)).toHaveLength(1)
    expect(table.provenance).toBe('simulated')
  })

  it('has its own survey table and its own picture', async () => {
    const table = await surveyTable(reader.db, published.programme, 'voisins-2020', 'v1')
    expect(table.rows[0]?.columns.map((column) => column.base)).toEqual([40, 8])
    const [model] = await lightLogicModels(reader.db, published.programme)
    expect(model?.nodes.map((node) => node.kind)).toEqual(['output', 'area', 'outcome', 'impact'])
  })

  it('traces a figure to its file and rows', async () => {
    const lineage = await traceIndicator(
      reader.db,
      published.programme,
      'voisins-connus',
      { territory: ['dunkerque'] },
      'rows',
    )
    expect(isKnown(lineage.figure) && lineage.figure.numerator).toBe(31)
    expect(lineage.loads.map((load) => load.file)).toEqual(['voisins-2020.csv'])
    expect(lineage.loads[0]?.rows?.map((row) => row.row)).toContain(3)
  })
})

describe('the code', () => {
  it('knows nothing of the first programme', () => {
    const words =
      /croissant[- ]sud|versant|nord-est|arbrisseau|phalempins|virolois|staff-2018|q4-needs|pouvoir-agir|amnyos/i
    const sources = ['packages', 'apps'].flatMap((floor) =>
      readdirSync(join(ROOT, floor)).flatMap((room) =>
        readdirSync(join(ROOT, floor, room, 'src'), { recursive: true, withFileTypes: true })
          .filter(
            (entry) =>
              entry.isFile() && /\.(ts|tsx|json)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name),
          )
          .map((entry) => join(entry.parentPath, entry.name))
          .filter((file) => !/\/(fixtures|golden)\//.test(file)),
      ),
    )
    expect(sources.length).toBeGreaterThan(50)
    expect(sources.filter((file) => words.test(readFileSync(file, 'utf8')))).toEqual([])
  })
})
