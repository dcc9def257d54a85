import { BLANK } from '@retombees/contract/query'
import type { Engine } from '@retombees/warehouse/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSnapshot } from '../fixtures/snapshot.ts'
import { crossCube } from './cube.ts'
import { protect } from './protect.ts'
import { eventsQuery, readEvents } from './read-events.ts'

const source = {
  table: 'attendances',
  dimensions: [
    {
      name: 'centre',
      values: ['lazare-garreau', 'chemin-rouge'],
      levels: [{ name: 'territory', groups: { 'croissant-sud': ['lazare-garreau', 'chemin-rouge'] } }],
    },
    { name: 'gender', values: ['feminin', 'masculin'] },
  ],
  person: 'person',
}

let engine: Engine
beforeAll(async () => {
  const row = (index: number, centre: string, gender: string | null, person: string | null) => ({
    load_id: 'presences',
    row_no: index,
    provenance: 'field',
    workshop: `w${index % 3}`,
    centre,
    territory: 'croissant-sud',
    day: '2026-01-10',
    month: '2026-01',
    kind: 'prototype',
    person,
    gender,
    age_band: null,
    age_list: null,
    minor: null,
    first_time: null,
    consent: null,
  })
  const attendances = [
    ...Array.from({ length: 30 }, (_, index) => row(index, 'lazare-garreau', 'feminin', `a${index % 15}`)),
    ...Array.from({ length: 12 }, (_, index) => row(30 + index, 'chemin-rouge', 'masculin', `b${index}`)),
    row(50, 'chemin-rouge', null, null),
    row(51, 'chemin-rouge', null, null),
  ]
  engine = await openSnapshot({ attendances })
})
afterAll(() => engine.close())

describe('a cube read from the warehouse', () => {
  it('counts attendances and persons apart, and takes the unrecognised of a cell for one person', async () => {
    const { events, dimensions, provenance } = await readEvents(engine.db, source)
    expect(provenance).toBe('field')
    expect(dimensions[1]?.values).toEqual(['feminin', 'masculin', BLANK])
    const cube = crossCube(events, dimensions, [['territory', 'gender']])
    const cell = (key: string) => cube.cells.find((each) => each.key === key)
    expect(cell('*|feminin')).toMatchObject({ count: 30, contributors: 15 })
    expect(cell(`*|${BLANK}`)).toMatchObject({ count: 2, contributors: 1 })
    const published = protect(cube, { threshold: 11, insidersOf: 'centre' })
    expect(published.cells.find(({ key }) => key === `*|${BLANK}`)).toHaveProperty('suppressed')
  })

  it('asks the engine one grouped query that it can plan', async () => {
    const { sql, parameters } = eventsQuery(engine.db, { ...source, where: { kind: 'prototype' } }).compile()
    expect(await engine.all(`explain ${sql}`, parameters)).not.toEqual([])
  })
})
