import { DEFAULT_QUERY } from '@retombees/contract/query'
import { SurveyTable } from '@retombees/contract/survey'
import type { Engine } from '@retombees/warehouse/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureProgramme } from './fixtures/programme.ts'
import { openSnapshot, printedRows } from './fixtures/snapshot.ts'
import { fundingTable } from './funding.ts'
import { partnerGrid } from './partners.ts'
import { surveyTable } from './surveys.ts'

const programme = fixtureProgramme()
let engine: Engine
beforeAll(async () => {
  engine = await openSnapshot(printedRows())
})
afterAll(() => engine.close())

const table = (question: string) => surveyTable(engine.db, programme, 'staff-2018', question)

describe('a question of the survey by territory', () => {
  it('leaves a lost cell unknown with its reason, and shows what is known together', async () => {
    const result = await table('q4b')
    expect(SurveyTable.parse(result)).toEqual(result)
    const south = result.rows[0]?.columns.find((column) => column.territory === 'croissant-sud')
    expect(south?.cells.map((cell) => cell.n)).toEqual([5, 13, null, null, null, null])
    expect(south?.cells[2]?.reason).toContain('étiquettes')
    expect(south?.cells[5]?.reason).toContain('Aucun effectif')
    expect(south?.agreement).toMatchObject({ numerator: 18, denominator: 30 })
    expect(south?.unsplit).toEqual([])
  })

  it('shows a sum whose parts are unknown', async () => {
    const rows = printedRows()
    const merged = (rows.tallies ?? []).map((row) =>
      row.variable === 'q4-new-residents' && row.codes === 'agree' && row.territory === 'croissant-sud'
        ? { ...row, n: null, certainty: 'ambiguous', reason: 'Étiquette perdue.' }
        : row,
    )
    const other = await openSnapshot({ ...rows, tallies: merged })
    const result = await surveyTable(other.db, programme, 'staff-2018', 'q4b')
    await other.close()
    const south = result.rows[0]?.columns[0]
    expect(south?.unsplit).toEqual([
      { codes: ['agree', 'strongly-agree'], n: 18, reason: 'Répartition inconnue.' },
    ])
    expect(south?.agreement).toMatchObject({ numerator: 18, denominator: 30 })
  })

  it('says which item gathers most agreement and that nothing is established', async () => {
    const { finding, rows } = await table('q4b')
    expect(finding).toContain('De repenser la fonction d’accueil')
    expect(finding).toContain('62 sur 81')
    expect(finding).toContain('leur ordre n’est pas établi')
    expect(finding).toContain('Aucune différence entre territoires n’est établie après correction sur 8')
    expect(rows.map((row) => row.indicator)).toEqual([
      'new-residents',
      'reception',
      'partnerships',
      'sustainability',
    ])
    expect(rows.every((row) => row.comparison?.familySize === 8)).toBe(true)
  })

  it('keeps both bases of question 6', async () => {
    const { rows, notes } = await table('q6')
    const south = rows[0]?.columns[0]
    expect(south?.base).toBe(27)
    expect(south?.discrepancies).toMatchObject([{ printed: 27, alternative: 25 }])
    expect(notes.join()).toContain('contredite')
  })

  it('orders the words by mentions and counts them over respondents', async () => {
    const result = await table('q8')
    expect(result.codes.slice(0, 4).map(({ code }) => code)).toEqual([
      'participatif',
      'rencontre',
      'apprentissage',
      'technologie',
    ])
    const cells = result.rows[0]?.columns.map((column) => column.cells.map((cell) => cell.n)) ?? []
    expect(cells[0]?.slice(0, 2)).toEqual([24, 15])
    expect(cells[0]?.at(-1)).toBe(0)
    expect(result.finding).toContain('59 sur 81')
    expect(result.finding).toContain('ne recoupe celui d’aucune autre')
  })

  it('never adds options that one person may have given together', async () => {
    const rows = printedRows()
    const both = {
      ...(rows.tallies?.find((row) => row.variable === 'q5') ?? {}),
      row_no: 800,
      territory: 'croissant-sud',
      codes: 'interview|observation',
      n: 11,
    }
    const other = await openSnapshot({ ...rows, tallies: [...(rows.tallies ?? []), both] })
    const result = await surveyTable(other.db, programme, 'staff-2018', 'q5')
    await other.close()
    expect(result.rows[0]?.columns[0]?.unsplit).toEqual([])
    expect(result.notes.join()).toContain('11 répondants à la fois')
  })

  it('counts free answers without their text, and says nothing where the face holds none', async () => {
    expect((await table('q9')).finding).toContain('4 réponses libres')
    const published = await openSnapshot(printedRows(), 'published')
    const closed = await surveyTable(published.db, programme, 'staff-2018', 'q9')
    await published.close()
    expect(closed.finding).toBe('Les réponses libres ne sont pas publiées.')
  })

  it('names the questions there are when asked for another', async () => {
    await expect(table('q7')).rejects.toMatchObject({ finding: { code: 'unknown-question', found: 'q7' } })
  })
})

describe('the partner grids', () => {
  const grid = (query: Partial<typeof DEFAULT_QUERY>) =>
    partnerGrid(engine.db, programme, { ...DEFAULT_QUERY, ...query })

  it('keeps zeros, leaves blanks out and rounds the mean half up', async () => {
    const { engagements } = await grid({})
    const mean = (label: string) => engagements.find((each) => each.partnerLabel.startsWith(label))?.mean
    expect(
      ['Ville de Lille', 'CAF', 'Avenir', 'Centre de santé', 'Cs DES', 'Centre Social Trois'].map(mean),
    ).toEqual([4.3, 3, 0.2, 1.2, 0.7, 0])
    expect(
      engagements.find((each) => each.partnerLabel === 'Centre de santé polyvalent')?.scores.funds,
    ).toBeNull()
  })

  it('says who is listed twice and what was reported of a row', async () => {
    const { engagements, warnings, total, partners } = await grid({})
    expect([total, partners]).toEqual([11, 10])
    expect(engagements.filter((each) => each.listed === 2)).toHaveLength(2)
    expect(engagements.find((each) => each.row === 26)?.warnings).toHaveLength(1)
    expect(warnings).toEqual(['L’en-tête annonce 1 à 5 au-dessus de zéros.'])
  })

  it('filters, sorts with blanks last either way, and pages, without changing the totals', async () => {
    const { engagements, total } = await grid({
      territory: ['croissant-sud'],
      sort: ['-funds', 'partner'],
      size: 2,
    })
    expect(total).toBe(7)
    expect(engagements.map((each) => each.scores.funds)).toEqual([5, 4])
    const last = await grid({ territory: ['croissant-sud'], sort: ['funds'], page: 4, size: 2 })
    expect(last.engagements.map((each) => each.scores.funds)).toEqual([null])
    expect((await grid({ search: 'LAZARE garreau' })).total).toBe(1)
  })

  it('refuses a column it cannot sort by, and lists those it can', async () => {
    await expect(grid({ sort: ['colour'] })).rejects.toMatchObject({ finding: { code: 'unknown-sort' } })
  })
})

describe('the financing plan', () => {
  it('recomputes its totals from the lines and keeps a dash apart from zero', async () => {
    const plan = await fundingTable(engine.db, programme)
    expect(plan.total).toBe(2699996)
    expect(plan.byTerritory.map(({ amount }) => amount)).toEqual([1349998, 1349998])
    expect(plan.byYear.map(({ amount }) => amount)).toEqual([700000, 999998, 999998])
    expect(plan.byFunder[0]).toEqual({ key: 'feder', label: 'FEDER', amount: 1809996 })
    expect(plan.lines.filter((line) => line.amount === null)).toHaveLength(8)
    expect(plan.lines).toHaveLength(36)
  })
})
