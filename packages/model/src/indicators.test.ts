import { isKnown } from '@retombees/contract/figure'
import type { Engine } from '@retombees/warehouse/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureProgramme } from './fixtures/programme.ts'
import { openSnapshot, printedRows } from './fixtures/snapshot.ts'
import { computeIndicator, computeIndicators, contextOf } from './indicators.ts'
import { queriesOf } from './measures/kinds.ts'

const programme = fixtureProgramme()
let engine: Engine
beforeAll(async () => {
  engine = await openSnapshot(printedRows())
})
afterAll(() => engine.close())

const indicator = (id: string) => computeIndicator(engine.db, programme, id)
const territory = (result: Awaited<ReturnType<typeof indicator>>, id: string) =>
  result.byTerritory.find((each) => each.territory === id)?.figure

describe('indicators on what the report prints', () => {
  it('explains every query of every measure on the real engine', async () => {
    const queries = programme.indicators.flatMap((definition) =>
      queriesOf(engine.db, definition.measure, contextOf(programme, definition)),
    )
    for (const query of queries) {
      const { sql, parameters } = query.compile()
      const plan = await engine.all(`explain ${sql}`, parameters)
      expect(plan.length, sql).toBeGreaterThan(0)
    }
    expect(queries.length).toBeGreaterThan(15)
  })

  it('adds the territories before it divides: 43 + 18 of 51 + 30', async () => {
    const { whole, byTerritory } = await indicator('new-residents')
    expect(whole).toMatchObject({ numerator: 61, denominator: 81, value: 61 / 81, smallBase: false })
    expect(
      byTerritory.map(({ figure }) => isKnown(figure) && [figure.numerator, figure.denominator]),
    ).toEqual([
      [18, 30],
      [43, 51],
    ])
    if (isKnown(whole)) {
      expect(whole.interval?.method).toBe('wilson')
      expect(whole.interval?.low).toBeCloseTo(0.6494, 3)
      expect(whole.loads).toEqual(['enquete'])
    }
  })

  it('establishes no difference between territories on the eight items once corrected', async () => {
    const family = programme.families[0]?.indicators ?? []
    const results = await computeIndicators(engine.db, programme, family)
    const adjusted = results.map((result) => result.comparison?.adjustedPValue ?? 0)
    expect(results.every((result) => result.comparison?.familySize === 8)).toBe(true)
    expect(Math.min(...adjusted)).toBeCloseTo(0.146, 3)
    expect(results.filter((result) => result.comparison?.established)).toEqual([])
  })

  it('says so in French, with the bases', async () => {
    const { comparison } = await indicator('new-residents')
    expect(comparison?.pValue).toBeCloseTo(0.0182, 3)
    expect(comparison?.sentence).toBe(
      'différence non démontrée (p = 0,15 après correction sur 8\u202f; n = 30 et 51)',
    )
    expect(comparison?.difference).toBeCloseTo(18 / 30 - 43 / 51, 10)
    expect(comparison?.interval?.high).toBeLessThan(0)
  })

  it('corrects one indicator asked alone as it would among its family', async () => {
    const all = await computeIndicators(engine.db, programme)
    const alone = await indicator('needs')
    expect(alone).toEqual(all.find(({ sheet }) => sheet.id === 'needs'))
  })

  it('keeps the printed base of question 6 and the one that contradicts it, side by side', async () => {
    const south = territory(await indicator('service'), 'croissant-sud')
    expect(south).toMatchObject({ numerator: 22, denominator: 27, value: 22 / 27 })
    expect(south && isKnown(south) && south.discrepancies).toMatchObject([
      { code: 'base-contradicted', printed: 27, alternative: 25 },
    ])
    const { whole, notCompared } = await indicator('service')
    expect(whole).toMatchObject({ numerator: 56, denominator: 67 })
    expect(isKnown(whole) && whole.discrepancies[0]?.message).toContain('Croissant sud')
    expect(notCompared).toContain('contredite')
  })

  it('leaves opinions undetermined where the chart lost its labels, and reads them where it did not', async () => {
    const result = await indicator('opinions-new-residents')
    expect(territory(result, 'croissant-sud')).toMatchObject({ state: 'illegible' })
    expect(territory(result, 'versant-nord-est')).toMatchObject({ numerator: 43, denominator: 46 })
    expect(result.whole).toMatchObject({ state: 'illegible' })
    expect(result.status).toBe('illegible')
  })

  it('gives a complete count no interval and says why', async () => {
    const { whole, status, reading } = await indicator('kiosk-coverage')
    expect(whole).toMatchObject({ numerator: 7, denominator: 8, interval: null, smallBase: true })
    expect(isKnown(whole) && whole.intervalNote).toContain('complet')
    expect(status).toBe('no-target')
    expect(reading).toBe('majority-established')
  })

  it('tells zero, no data, and illegible apart', async () => {
    const rows = printedRows()
    const emptied = await openSnapshot({
      ...rows,
      prototypes: (rows.prototypes ?? []).slice(0, 1),
      funding: [],
    })
    const states = await computeIndicators(emptied.db, programme, [
      'cop-21-prototypes',
      'funding',
      'ecological-practices',
      'kiosk-availability',
    ])
    await emptied.close()
    expect(states.map(({ whole }) => (isKnown(whole) ? whole.value : whole.state))).toEqual([
      0,
      'no_data',
      'illegible',
      'no_data',
    ])
    expect(states.map(({ statusWords }) => statusWords)).toEqual([
      'sans cible',
      'non mesuré',
      'publié, illisible',
      'non mesuré',
    ])
  })

  it('counts a partner of both territories once in the whole', async () => {
    const { whole, byTerritory } = await indicator('partners')
    expect(whole).toMatchObject({ value: 10 })
    expect(byTerritory.map(({ figure }) => isKnown(figure) && figure.value)).toEqual([6, 4])
  })

  it('counts a score of zero and leaves a blank out', async () => {
    const mean = await indicator('partner-mean')
    expect(territory(mean, 'versant-nord-est')).toMatchObject({ value: 2, base: { n: 21 } })
    const south = territory(mean, 'croissant-sud')
    expect(south).toMatchObject({ value: 2.6, base: { n: 41 } })
    expect(south && isKnown(south) && south.interval?.method).toBe('t')
    const help = await indicator('partner-help')
    expect(help.whole).toMatchObject({ numerator: 8, denominator: 11 })
  })

  it('sums amounts exactly and divides totals, never ratios', async () => {
    const { whole, byTerritory } = await indicator('funding')
    expect(whole).toMatchObject({ value: 2699996, base: { n: 28 } })
    expect(byTerritory.map(({ figure }) => isKnown(figure) && figure.value)).toEqual([1349998, 1349998])
    const ratio = await indicator('funding-per-engagement')
    expect(ratio.whole).toMatchObject({ numerator: 2699996, denominator: 11, value: 2699996 / 11 })
  })

  it('uses real rows where there are any, and marks simulated ones where there are none', async () => {
    const rows = printedRows()
    const simulated = (rows.partner_scores ?? []).map((row) => ({
      ...row,
      load_id: 'simulation',
      provenance: 'simulated',
      score: '5.00',
    }))
    const mixed = await openSnapshot({
      ...rows,
      partner_scores: [...(rows.partner_scores ?? []), ...simulated],
    })
    const only = await openSnapshot({ ...rows, partner_scores: simulated })
    const real = await computeIndicator(mixed.db, programme, 'partner-mean')
    const made = await computeIndicator(only.db, programme, 'partner-help')
    await Promise.all([mixed.close(), only.close()])
    expect(real).toEqual(await indicator('partner-mean'))
    expect(made.whole).toMatchObject({ provenance: 'simulated', loads: ['simulation'] })
    expect(made.status).toBe('not-measured')
    expect(made.statusWords).toContain('simulés')
    expect(made.reading).toBeNull()
  })

  it('names the indicators that exist when asked for one that does not', async () => {
    await expect(indicator('nope')).rejects.toMatchObject({
      finding: { code: 'unknown-indicator', found: 'nope' },
    })
  })
})
