import { CafReport } from '@retombees/contract/caf-report'
import type { Engine } from '@retombees/warehouse/engine'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureProgramme } from '../fixtures/programme.ts'
import { openSnapshot } from '../fixtures/snapshot.ts'
import { cafReport } from './caf-report.ts'
import { groupReasons } from './group-reasons.ts'

const programme = fixtureProgramme()
const CENTRE = 'lazare-garreau'
const passage = (row: number, kind: string, day: string, more: Record<string, string> = {}) => ({
  load_id: 'registre',
  row_no: row,
  provenance: 'field',
  centre: CENTRE,
  territory: 'croissant-sud',
  day,
  month: day.slice(0, 7),
  kind,
  ...more,
})
const hours = (row: number, kind: string, valid_from: string, valid_to: string | null) => ({
  load_id: 'horaires',
  row_no: row,
  provenance: 'field',
  centre: CENTRE,
  territory: 'croissant-sud',
  kind,
  weekday: 'monday',
  opening: '09:00',
  closing: '12:00',
  minutes: 180,
  valid_from,
  valid_to,
})

describe('the aggregate report to the CAF', () => {
  let engine: Engine
  let empty: Engine
  beforeAll(async () => {
    const reasons = [...Array(12).fill('dossier-complexe'), ...Array(3).fill('panne'), undefined]
    engine = await openSnapshot({
      reception_visits: [
        passage(1, 'visit', '2018-05-02'),
        passage(2, 'visit', '2019-01-02'),
        passage(3, 'accompaniment', '2019-02-02'),
        passage(4, 'computer-help', '2019-03-04'),
        ...reasons.map((reason, index) =>
          passage(10 + index, 'redirection', '2019-03-05', reason ? { redirection_reason: reason } : {}),
        ),
        { ...passage(99, 'visit', '2019-03-04'), load_id: 'simulé', provenance: 'simulated' },
      ],
      opening_hours: [
        hours(1, 'opening', '2018-01-01', '2018-12-31'),
        hours(2, 'opening', '2019-01-01', null),
        hours(3, 'opening', '2019-01-01', null),
        hours(4, 'reception', '2020-01-01', null),
      ],
      caf_statuses: [
        {
          load_id: 'statuts',
          row_no: 1,
          provenance: 'field',
          centre: CENTRE,
          territory: 'croissant-sud',
          status: 'point-relais',
          valid_from: '2018-06-01',
          valid_to: null,
        },
      ],
    })
    empty = await openSnapshot({})
  })
  afterAll(() => Promise.all([engine.close(), empty.close()]))

  it('counts passages by kind from real lines alone, and leaves out those of the generator', async () => {
    const report = CafReport.parse(await cafReport(engine.db, programme, { year: null, locale: 'fr' }))
    expect(report.total).toEqual({ visits: 2, accompaniments: 1, computerHelp: 1, redirections: 16 })
    expect(report).toMatchObject({ provenance: 'field', loads: ['registre'], years: [2018, 2019] })
    expect(report).toMatchObject({ from: '2018-05-02', to: '2019-03-05' })
  })

  it('keeps to the year asked for, with the hours and the status in force at its end', async () => {
    const { total, centres } = await cafReport(engine.db, programme, { year: 2019, locale: 'fr' })
    expect(total?.visits).toBe(1)
    const [centre] = centres
    expect(centre).toMatchObject({ openingMinutes: 360, receptionMinutes: null })
    expect(centre?.statuses.map(({ status }) => status)).toEqual(['point-relais'])
    const before = await cafReport(engine.db, programme, { year: 2018, locale: 'en' })
    expect(before.centres[0]).toMatchObject({ openingMinutes: 180, statuses: [] })
  })

  it('shows no reason counted under the threshold', async () => {
    const { reasons } = await cafReport(engine.db, programme, { year: 2019, locale: 'fr' })
    expect(reasons.map(({ reasons, count }) => [reasons, count])).toEqual([
      [['dossier-complexe', 'panne', 'not-said'], 16],
    ])
  })

  it('says of each thing that is asked for whether it is given, missing or refused', async () => {
    const { coverage } = await cafReport(engine.db, programme, { year: 2019, locale: 'fr' })
    expect(coverage.map(({ state }) => state)).toEqual([
      'given',
      'given',
      'refused',
      'given',
      'given',
      'given',
      'no_data',
    ])
  })

  it('of an empty register is no zero', async () => {
    const report = await cafReport(empty.db, programme, { year: null, locale: 'en' })
    expect(report).toMatchObject({ total: null, provenance: null, from: null, reasons: [] })
    expect(report.centres.map(({ counts }) => counts)).toEqual([null])
    expect(report.coverage.filter(({ state }) => state === 'given')).toEqual([])
  })
})

describe('reasons counted together', () => {
  const threshold = 11
  const territories = ['nord', 'sud']
  const table = fc.array(
    fc.record({
      reason: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      territory: fc.constantFrom(...territories),
      n: fc.integer({ min: 1, max: 30 }),
    }),
    { maxLength: 12 },
  )

  it('never show a count between one and the threshold, and lose nothing', () => {
    fc.assert(
      fc.property(table, (redirected) => {
        const groups = groupReasons(redirected, territories, threshold)
        const shown = groups.flatMap(({ count, byTerritory }) => [
          count,
          ...byTerritory.map((each) => each.count),
        ])
        for (const count of shown) expect(count === 0 || count >= threshold).toBe(true)
        if (groups.length === 0) return
        const whole = redirected.reduce((sum, { n }) => sum + n, 0)
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(whole)
        expect(groups.flatMap(({ reasons }) => reasons).sort()).toEqual(
          [...new Set(redirected.map(({ reason }) => reason))].sort(),
        )
      }),
    )
  })
})
