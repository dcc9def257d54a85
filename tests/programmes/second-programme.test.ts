import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simulate } from '@retombees/cli/simulation/simulate'
import { writeFiles } from '@retombees/cli/simulation/write-files'
import { isKnown } from '@retombees/contract/figure'
import { DEFAULT_QUERY } from '@retombees/contract/query'
import { fundingTable } from '@retombees/model/funding'
import { computeIndicator } from '@retombees/model/indicators'
import { traceIndicator } from '@retombees/model/lineage'
import { lightLogicModels } from '@retombees/model/logic-models'
import { partnerGrid } from '@retombees/model/partners'
import { answerQuestions } from '@retombees/model/questions'
import { surveyTable } from '@retombees/model/surveys'
import { readProgramme } from '@retombees/programme/read-programme'
import { openReader, type Reader } from '@retombees/warehouse/reader'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LITTORAL, type PublishedHome, publishedHome } from '../support/published-home.ts'

const FILES = join(import.meta.dirname, 'littoral')

describe('a second programme, which is a folder of YAML and nothing else', () => {
  let published: PublishedHome
  let reader: Reader

  beforeAll(async () => {
    published = await publishedHome(LITTORAL, [join(LITTORAL, 'published'), FILES])
    const opened = await openReader(published.home, 'internal')
    if (!opened) throw new Error('nothing was published')
    reader = opened
  })
  afterAll(async () => {
    await reader?.close()
    published?.remove()
  })

  const figure = async (id: string) => (await computeIndicator(reader.db, published.programme, id)).whole

  it('is twenty-six houses in the seven towns that the report names, with funders of its own and no published answer', () => {
    const { territories, centres, funders, questions } = published.programme
    expect(territories.map(({ id }) => id)).toEqual([
      'dunkerque',
      'coudekerque-branche',
      'saint-pol-sur-mer',
      'gravelines',
      'fort-mardyck',
      'grand-fort-philippe',
      'bourbourg',
    ])
    expect(new Set(territories.map(({ colour }) => colour)).size).toBe(7)
    expect(centres).toHaveLength(26)
    expect(funders).toHaveLength(11)
    expect(questions.map(({ id }) => id)).toEqual([
      'repartition',
      'charte',
      'solutions',
      'participation',
      'moyens',
    ])
    expect(questions.every(({ publishedAnswer }) => publishedAnswer === undefined)).toBe(true)
  })

  it('calls published what section 6 prints, three numbers, and nothing else', async () => {
    const { sources, discrepancies } = published.programme
    expect(sources.filter(({ provenance }) => provenance !== 'field').map(({ id }) => id)).toEqual([
      'faits-section-6',
    ])
    expect(await figure('personnes-dediees')).toMatchObject({ numerator: 1, provenance: 'published' })
    expect(discrepancies.map(({ id }) => id)).toContain('maisons-sans-nom')
    for (const { printed } of discrepancies) expect(printed.section).toBe('6')
  })

  it('loads files of shapes that the first programme does not have: a column a house, a column a funder', () => {
    expect(
      published.outcomes.map((o) => [o.file.split('/').at(-1), o.status, o.rows_loaded, o.rows_quarantined]),
    ).toEqual([
      ['faits-section-6.csv', 'loaded', 3, 0],
      ['charte-2020.csv', 'loaded', 12, 0],
      ['grille-acteurs-2020.csv', 'loaded', 4, 0],
      ['plan-financement-2020.csv', 'loaded', 2, 0],
      ['referents-2020.csv', 'loaded', 3, 0],
      ['releve-seances-2020.csv', 'loaded', 6, 2],
    ])
  })

  it('counts each house under the column that bears its name, in its own town, and sets aside lines that disagree', async () => {
    const counted = await computeIndicator(reader.db, published.programme, 'participations')
    expect(counted.whole).toMatchObject({ value: 30, provenance: 'simulated' })
    const values = counted.byTerritory.map(({ territory, figure: one }) => [
      territory,
      isKnown(one) ? one.value : one.state,
    ])
    expect(Object.fromEntries(values)).toMatchObject({
      dunkerque: 22,
      'coudekerque-branche': 8,
      bourbourg: 0,
      gravelines: 'no_data',
    })
    // The men of the second session are told twice, otherwise: neither count is believed.
    expect(await figure('femmes-aux-seances')).toMatchObject({ numerator: 18, denominator: 26 })
    expect(await figure('financement-par-participation')).toMatchObject({ numerator: 18000, denominator: 30 })
  })

  it('counts houses over all twenty-six', async () => {
    expect(await figure('maisons-avec-referent')).toMatchObject({ numerator: 2, denominator: 26 })
  })

  it('answers its own questions, on figures marked simulated that count in no balance', async () => {
    const questions = await answerQuestions(reader.db, published.programme)
    expect(questions).toHaveLength(5)
    const [, charter] = questions
    expect(charter?.balance.sources.every((source) => source.says === 'silent')).toBe(true)
  })

  it('scores on its own scale and criteria: a blank leaves the mean, a zero stays, the bearer is internal', async () => {
    const grid = await partnerGrid(reader.db, published.programme, DEFAULT_QUERY)
    expect(grid.criteria.map((criterion) => criterion.id)).toEqual(['presence', 'orientation', 'moyens'])
    expect(Object.fromEntries(grid.engagements.map((e) => [e.partnerLabel, e.mean]))).toEqual({
      'Médiathèque exemple': 4.8,
      'Capitainerie exemple': 10,
      Aduges: 9,
      'École exemple': 2.5,
    })
    const present = await computeIndicator(reader.db, published.programme, 'acteurs-presents')
    expect(present.whole).toMatchObject({ value: 5.8, base: { n: 3 } })
  })

  it('keeps the cents of its plan and the dash of its empty cell', async () => {
    const table = await fundingTable(reader.db, published.programme)
    expect(table.total).toBe(18_000)
    expect(table.provenance).toBe('simulated')
  })

  it('has its own survey table and its own picture', async () => {
    const table = await surveyTable(reader.db, published.programme, 'charte-maisons', 'c1')
    expect(table.rows).toHaveLength(5)
    expect(await figure('engagement-co-construction')).toMatchObject({ numerator: 6, denominator: 12 })
    const [model] = await lightLogicModels(reader.db, published.programme)
    expect(new Set(model?.nodes.map((node) => node.kind))).toEqual(
      new Set(['output', 'area', 'outcome', 'impact']),
    )
  })

  it('traces the figure of a town to its file and rows', async () => {
    const lineage = await traceIndicator(
      reader.db,
      published.programme,
      'participations',
      { territory: ['coudekerque-branche'] },
      'rows',
    )
    expect(isKnown(lineage.figure) && lineage.figure.value).toBe(8)
    expect(lineage.loads.map((load) => load.file)).toEqual(['releve-seances-2020.csv'])
    expect(lineage.loads[0]?.rows?.map((row) => row.row)).toContain(3)
  })
})

describe('the simulation of the second programme', () => {
  it('has a file for each source of the field, and no house or town answers more often than it was asked', async () => {
    const programme = await readProgramme(LITTORAL)
    const files = simulate(programme, 7, { sessions: 1500, attendances: 300, respondents: 90 })
    const collected = programme.sources.filter(({ provenance }) => provenance === 'field')
    expect(new Set(files.map(({ source }) => source))).toEqual(new Set(collected.map(({ id }) => id)))
    const charter = files.find(({ source }) => source === 'charte')
    const houses = charter?.text
      .split('\n')
      .slice(2, -1)
      .map((line) => line.split(';')[1])
    expect(charter?.rows).toBe(26)
    expect(new Set(houses).size).toBeGreaterThan(23)

    const folder = mkdtempSync(join(tmpdir(), 'retombees-littoral-'))
    writeFiles(folder, files)
    const published = await publishedHome(LITTORAL, [folder])
    try {
      expect(published.outcomes.map(({ status }) => status)).toEqual(files.map(() => 'loaded'))
      for (const { rows_read, rows_loaded, rows_quarantined, rows_ignored } of published.outcomes) {
        expect(rows_loaded + rows_quarantined + rows_ignored).toBe(rows_read)
        expect(rows_quarantined).toBeLessThan(Math.max(4, rows_read / 20))
      }
    } finally {
      published.remove()
      rmSync(folder, { recursive: true })
    }
  })
})
