import { isKnown } from '@retombees/contract/figure'
import { wholeQuery } from '@retombees/contract/search'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixtureProgramme } from '../fixtures/programme.ts'
import { openSnapshot } from '../fixtures/snapshot.ts'
import { personFlows } from './person-flows.ts'

const PROGRAMME = fixtureProgramme()
type Came = readonly [person: string | null, day: number, kind: string]

async function flowsOf(came: readonly Came[], face: 'internal' | 'published' = 'internal', filter = {}) {
  const attendances = came.map(([person, day, kind], index) => ({
    load_id: 'presences',
    row_no: index + 2,
    provenance: 'field',
    workshop: `w${day}`,
    centre: 'lazare-garreau',
    territory: 'croissant-sud',
    day: `2018-03-${String(day).padStart(2, '0')}`,
    month: '2018-03',
    kind,
    person,
    gender: null,
    age_band: null,
    age_list: null,
    minor: null,
    first_time: null,
    consent: null,
  }))
  const engine = await openSnapshot(face === 'internal' ? { attendances } : {}, face)
  try {
    return await personFlows(engine.db, PROGRAMME, wholeQuery(filter))
  } finally {
    await engine.close()
  }
}

const CAME: readonly Came[] = [
  ['a', 1, 'evenement'],
  ['a', 5, 'atelier'],
  ['a', 9, 'evenement'],
  ['b', 1, 'evenement'],
  ['c', 2, 'atelier'],
  ['c', 3, 'atelier'],
  [null, 3, 'atelier'],
]

describe('the ways of persons between kinds of workshop', () => {
  it('go from the first kind to the next, to a return or to nothing, one way a person', async () => {
    const { links, once, same, moved, persons, notes } = await flowsOf(CAME)
    expect(links.map(({ from, to, figure }) => [from, to, isKnown(figure) && figure.value])).toEqual([
      ['0:atelier', '1:same', 1],
      ['0:evenement', '1:once', 1],
      ['0:evenement', '1:atelier', 1],
      ['1:atelier', '2:end', 1],
    ])
    expect(persons).toMatchObject({ value: 3 })
    for (const figure of [once, same, moved]) expect(figure).toMatchObject({ numerator: 1, denominator: 3 })
    expect(notes.join()).toMatch(/^1 présences sans personne reconnue/)
  })

  it('lose nobody: those who come to a node are those who leave it or end there', async () => {
    const kinds = fc.constantFrom('atelier', 'evenement', 'formation', 'prototype')
    const visits = fc.array(
      fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 1, max: 28 }), kinds),
      {
        minLength: 1,
        maxLength: 25,
      },
    )
    await fc.assert(
      fc.asyncProperty(visits, async (came) => {
        const { nodes, links, persons } = await flowsOf(came)
        const sum = (of: typeof links) =>
          of.reduce((all, { figure }) => all + (isKnown(figure) ? figure.value : Number.NaN), 0)
        for (const { id, rank, kind, persons: own } of nodes) {
          if (rank > 0) expect(sum(links.filter(({ to }) => to === id))).toBe(own)
          if (kind !== null && rank < 2) expect(sum(links.filter(({ from }) => from === id))).toBe(own)
        }
        const people = new Set(came.map(([person]) => person)).size
        expect(persons).toMatchObject({ value: people })
        expect(nodes.filter(({ rank }) => rank === 0).reduce((all, node) => all + node.persons, 0)).toBe(
          people,
        )
      }),
      { numRuns: 8 },
    )
  })

  it('are taken within the days asked for', async () => {
    const { persons, moved } = await flowsOf(CAME, 'internal', { period: '2018-03-01..2018-03-04' })
    expect(persons).toMatchObject({ value: 3 })
    expect(moved).toMatchObject({ numerator: 0 })
  })

  it('are withheld where persons are not published, and say what is missing where nothing is loaded', async () => {
    expect(await flowsOf([], 'published')).toMatchObject({ links: [], persons: { state: 'suppressed' } })
    expect(await flowsOf([])).toMatchObject({
      links: [],
      persons: { state: 'no_data' },
      needs: expect.stringMatching(/feuilles/),
    })
  })
})
