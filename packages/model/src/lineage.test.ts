import { Lineage } from '@retombees/contract/lineage'
import type { Engine } from '@retombees/warehouse/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureProgramme } from './fixtures/programme.ts'
import { openSnapshot, printedRows } from './fixtures/snapshot.ts'
import { computeIndicator } from './indicators.ts'
import { traceFunding, traceIndicator, tracePartner, traceSurveyCell } from './lineage.ts'

const programme = fixtureProgramme()
let engine: Engine
let published: Engine
beforeAll(async () => {
  engine = await openSnapshot(printedRows())
  published = await openSnapshot(printedRows(), 'published')
})
afterAll(() => Promise.all([engine.close(), published.close()]))

describe('from a figure to the file and row behind it', () => {
  it('traces a share to the rows of its count and of its base', async () => {
    const lineage = await traceIndicator(
      engine.db,
      programme,
      'new-residents',
      { territory: ['croissant-sud'] },
      'rows',
    )
    expect(Lineage.parse(lineage)).toEqual(lineage)
    expect(lineage.figure).toMatchObject({ numerator: 18, denominator: 30 })
    expect(lineage.loads).toHaveLength(1)
    expect(lineage.loads[0]?.rows?.map(({ fields }) => fields.Effectif)).toEqual(['18', '30'])
    expect(lineage.loads[0]).toMatchObject({ loadId: 'enquete', rowsUsed: 2, rowsRead: 400 })
  })

  it('traces every indicator to the figure it shows', async () => {
    for (const { id } of programme.indicators) {
      const { whole } = await computeIndicator(engine.db, programme, id)
      const lineage = await traceIndicator(engine.db, programme, id, {}, 'file')
      expect(lineage.figure, id).toEqual(whole)
      if (whole.state === 'value') {
        expect(lineage.loads.map(({ loadId }) => loadId).sort(), id).toEqual(whole.loads)
      }
    }
  })

  it('goes no deeper than the file for a viewer who may not, or a face that holds no rows', async () => {
    const at = { territory: ['croissant-sud'] }
    const shallow = await traceIndicator(engine.db, programme, 'needs', at, 'file')
    const funder = await traceIndicator(published.db, programme, 'needs', at, 'rows')
    expect(shallow.loads[0]).not.toHaveProperty('rows')
    expect(funder.loads[0]).not.toHaveProperty('rows')
    expect(funder.loads[0]?.rowsUsed).toBe(3)
  })

  it('keeps both bases of question 6 in its lineage', async () => {
    const lineage = await traceIndicator(
      engine.db,
      programme,
      'service',
      { territory: ['croissant-sud'] },
      'rows',
    )
    expect(lineage.loads[0]?.rows?.map(({ fields }) => fields.Effectif)).toEqual(['22', '27', '25'])
  })

  it('traces an engagement to its row, with what was reported of it', async () => {
    const lineage = await tracePartner(engine.db, programme, { loadId: 'acteurs-sud', row: 26 }, 'rows')
    expect(lineage.figure).toMatchObject({ value: 2.5, base: { n: 6 } })
    expect(lineage.loads[0]?.warnings).toHaveLength(2)
    const other = await tracePartner(engine.db, programme, { loadId: 'acteurs-sud', row: 2 }, 'rows')
    expect(other.loads[0]?.warnings).toHaveLength(1)
    await expect(
      tracePartner(engine.db, programme, { loadId: 'acteurs-sud', row: 999 }, 'rows'),
    ).rejects.toMatchObject({ finding: { code: 'unknown-engagement' } })
  })

  it('traces a total of the financing plan, and says a dash is a dash', async () => {
    const feder = await traceFunding(
      engine.db,
      programme,
      { territory: 'croissant-sud', funder: 'feder' },
      'rows',
    )
    expect(feder.figure).toMatchObject({ value: 904998, base: { n: 3 } })
    expect(feder.loads[0]?.rowsUsed).toBe(1)
    const dash = await traceFunding(engine.db, programme, { funder: 'mel', year: 2017 }, 'file')
    expect(dash.figure).toMatchObject({ state: 'no_data', reason: 'Le tableau imprime un tiret.' })
  })

  it('traces a cell of a survey table, a lost one to the row that says why', async () => {
    const place = { questionnaire: 'staff-2018', item: 'q4-new-residents', territory: 'croissant-sud' }
    const cell = await traceSurveyCell(engine.db, programme, { ...place, code: 'agree' }, 'rows')
    expect(cell.figure).toMatchObject({ numerator: 13, denominator: 30 })
    const lost = await traceSurveyCell(engine.db, programme, { ...place, code: 'disagree' }, 'rows')
    expect(lost.figure.state).toBe('illegible')
    expect(lost.loads[0]?.rowsUsed).toBe(1)
    const agreement = await traceSurveyCell(engine.db, programme, place, 'rows')
    expect(agreement.figure).toMatchObject({ numerator: 18 })
    const base = await traceSurveyCell(engine.db, programme, { ...place, item: 'q8' }, 'rows')
    expect(base.figure).toMatchObject({ value: 30 })
  })
})
