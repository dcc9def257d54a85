import { describe, expect, it } from 'vitest'
import { possibleValues } from '../fixtures/brute-force.ts'
import { insiders, insidersOf, outsider, targetsOf } from './attacker.ts'
import { audit } from './audit.ts'
import { type Cube, crossCube, type Event } from './cube.ts'
import { protect, protectedCells, ruleOf } from './protect.ts'
import { auditReleases, correctionLeaks } from './releases.ts'
import { primarySuppression, secondarySuppression } from './secondary.ts'
import { select, shareOfSelected } from './select.ts'
import { signatureCube, signaturesOf } from './signatures.ts'

/** As many events as each count, each of its own person. */
function cubeOf(
  counts: Readonly<Record<string, number>>,
  dimensions: Readonly<Record<string, readonly string[]>>,
  tables: readonly (readonly string[])[] = [Object.keys(dimensions)],
): Cube {
  const names = Object.keys(dimensions)
  const events = Object.entries(counts).flatMap(([key, count]) =>
    Array.from({ length: count }, (_, index): Event => {
      const values = key.split(' ')
      return {
        at: Object.fromEntries(names.map((name, axis) => [name, values[axis] ?? ''])),
        person: `${key}${index}`,
      }
    }),
  )
  return crossCube(
    events,
    names.map((name) => ({ name, values: dimensions[name] ?? [] })),
    tables,
  )
}

describe('cells that must not be worked out', () => {
  it('does not leak 20 = 18 + 1 + 1', () => {
    const cube = cubeOf({ a: 18, b: 1, c: 1 }, { kind: ['a', 'b', 'c'] })
    const rule = ruleOf(cube, { threshold: 11 })
    const primary = primarySuppression(cube, rule)
    expect([...primary].sort()).toEqual(['b', 'c'])
    expect(audit(cube, primary, rule).map(({ target }) => target.name)).toEqual(['b', 'c'])
    const published = protect(cube, { threshold: 11 })
    expect(published.cells).toEqual([
      { key: '*', at: [null], count: 20 },
      { key: 'a', at: ['a'], suppressed: true },
      { key: 'b', at: ['b'], suppressed: true },
      { key: 'c', at: ['c'], suppressed: true },
    ])
  })

  it('hides the neighbour that would give a cell away by subtraction, and nothing else', () => {
    const cube = cubeOf({ a: 30, b: 12, c: 5 }, { kind: ['a', 'b', 'c'] })
    expect([...protectedCells(cube, { threshold: 11 })].sort()).toEqual(['b', 'c'])
  })

  it('publishes a zero and an exact threshold', () => {
    const cube = cubeOf({ a: 11, b: 11 }, { kind: ['a', 'b', 'c'] })
    expect(protectedCells(cube, { threshold: 11 }).size).toBe(0)
  })

  it('counts persons and not events', () => {
    const events = Array.from({ length: 40 }, (): Event => ({ at: { kind: 'a' }, person: 'one' }))
    const others = Array.from(
      { length: 40 },
      (_, index): Event => ({ at: { kind: 'b' }, person: `p${index}` }),
    )
    const dimensions = [{ name: 'kind', values: ['a', 'b'] }]
    const cube = crossCube([...events, ...others], dimensions, [['kind']])
    expect([...protectedCells(cube, { threshold: 11 })].sort()).toEqual(['a', 'b'])
    const sessions = [...events, ...others].map((event) => ({ ...event, person: null }))
    expect(protectedCells(crossCube(sessions, dimensions, [['kind']]), { threshold: 11 }).size).toBe(0)
  })

  it('hides a sum that nobody prints and that margins give away', () => {
    const cube = cubeOf(
      { 'x m': 1, 'x f': 0, 'y m': 0, 'y f': 40, 'z f': 0, 'z m': 12 },
      { age: ['x', 'y', 'z'], gender: ['m', 'f'] },
      [['age'], ['gender']],
    )
    const rule = ruleOf(cube, { threshold: 11 })
    const suppressed = protectedCells(cube, { threshold: 11 })
    for (const target of targetsOf(outsider(cube), suppressed, 11)) {
      expect(
        possibleValues(cube, suppressed, outsider(cube), target.leaves).size,
        target.name,
      ).toBeGreaterThan(1)
    }
    expect(audit(cube, suppressed, rule)).toEqual([])
  })

  it('finds what the director of the other centre works out and the public does not', () => {
    const counts = { 'one a': 30, 'one b': 3, 'two a': 30, 'two b': 4 }
    const cube = cubeOf(counts, { centre: ['one', 'two'], kind: ['a', 'b'] }, [['centre', 'kind']])
    const alone = ruleOf(cube, { threshold: 5 })
    const suppressed = secondarySuppression(cube, alone, primarySuppression(cube, alone))
    expect(audit(cube, suppressed, alone)).toEqual([])
    const inside = ruleOf(cube, { threshold: 5, insidersOf: 'centre' })
    const leaks = audit(cube, suppressed, inside)
    expect(leaks.length).toBeGreaterThan(0)
    expect(leaks.every(({ attacker }) => attacker.name.startsWith('centre'))).toBe(true)
    expect(audit(cube, protectedCells(cube, { threshold: 5, insidersOf: 'centre' }), inside)).toEqual([])
  })

  it('takes a printed count for known to everybody, and refuses when it gives a cell away', () => {
    const cube = cubeOf({ a: 30, b: 20, c: 5 }, { kind: ['a', 'b', 'c'] })
    const printed = [{ leaves: [1], count: 20 }]
    const suppressed = protectedCells(cube, { threshold: 11, printed })
    expect(suppressed.has('c')).toBe(true)
    expect(possibleValues(cube, suppressed, outsider(cube), [2], printed).size).toBeGreaterThan(1)
    const all = [
      { leaves: [0], count: 30 },
      { leaves: [1], count: 20 },
      { leaves: [0, 1, 2], count: 55 },
    ]
    expect(() => protect(cube, { threshold: 11, printed: all })).toThrow(/Publication refusée/)
    const wrong = [{ leaves: [0], count: 31 }]
    expect(() => protect(cube, { threshold: 11, printed: wrong })).toThrow(/ne sont pas ceux des données/)
  })

  it('never goes under five', () => {
    const cube = cubeOf({ a: 9 }, { kind: ['a'] })
    expect(() => protect(cube, { threshold: 4 })).toThrow(RangeError)
  })

  it('hides who came to several kinds as well as how many came to one', () => {
    const events = [
      ...Array.from({ length: 20 }, (_, index) => ({ at: { kind: 'a' }, person: `p${index}` })),
      ...Array.from({ length: 19 }, (_, index) => ({ at: { kind: 'b' }, person: `p${index}` })),
    ]
    const cube = signatureCube(signaturesOf(events, 'kind', ['a', 'b']), 'kind', ['a', 'b'])
    expect(cube.cells.map(({ key, count }) => [key, count])).toEqual([
      ['*', 20],
      ['a', 20],
      ['b', 19],
      ['=a', 1],
      ['=b', 0],
      ['=a+b', 19],
    ])
    const rule = ruleOf(cube, { threshold: 11 })
    expect(audit(cube, new Set(), rule).map(({ target }) => target.name)).toEqual(['=a'])
    const suppressed = protectedCells(cube, { threshold: 11 })
    expect(possibleValues(cube, suppressed, outsider(cube), [0]).size).toBeGreaterThan(1)
  })
})

describe('territories over centres', () => {
  const counts = { 'one a': 20, 'one b': 14, 'two a': 15, 'two b': 3, 'three a': 40, 'three b': 30 }
  const events = Object.entries(counts).flatMap(([key, count]) => {
    const [centre = '', kind = ''] = key.split(' ')
    return Array.from({ length: count }, (_, index) => ({ at: { centre, kind }, person: `${key}${index}` }))
  })
  const dimensions = [
    {
      name: 'centre',
      values: ['one', 'two', 'three'],
      levels: [{ name: 'territory', groups: { south: ['one', 'two'], north: ['three'] } }],
    },
    { name: 'kind', values: ['a', 'b'] },
  ]

  it('publishes the territory and hides the centre', () => {
    const cube = crossCube(events, dimensions, [['territory', 'kind']])
    expect(cube.cells.filter((cell) => cell.listed).map(({ key }) => key)).toEqual([
      '*|*',
      '*|a',
      '*|b',
      'south|*',
      'south|a',
      'south|b',
      'north|*',
      'north|a',
      'north|b',
    ])
    expect(protectedCells(cube, { threshold: 11 }).size).toBe(0)
  })

  it('hides from the director of one centre what would leave the only other one bare', () => {
    const cube = crossCube(events, dimensions, [['territory', 'kind']])
    const suppressed = protectedCells(cube, { threshold: 11, insidersOf: 'centre' })
    expect(suppressed.has('south|b')).toBe(true)
    const one = insiders(cube, 'centre')[0] ?? outsider(cube)
    expect(possibleValues(cube, suppressed, one, [3]).size).toBeGreaterThan(1)
  })
})

describe('a filter on what is published', () => {
  const cube = protect(cubeOf({ a: 30, b: 12, c: 5, d: 20 }, { kind: ['a', 'b', 'c', 'd'] }), {
    threshold: 11,
  })

  it('sums published cells and refuses as soon as one is hidden', () => {
    expect(select(cube, { kind: ['a', 'd'] })).toMatchObject({ state: 'value', count: 50 })
    expect(select(cube, {})).toMatchObject({ state: 'value', count: 67 })
    expect(select(cube, { kind: ['a', 'c'] }).state).toBe('suppressed')
    expect(select(cube, { gender: ['f'] }).state).toBe('not-published')
    expect(select(cube, { kind: ['z'] }).state).toBe('not-published')
  })

  it('gives a percentage only of two published counts', () => {
    expect(shareOfSelected(select(cube, { kind: ['a'] }), select(cube, {}))).toBeCloseTo(30 / 67)
    expect(shareOfSelected(select(cube, { kind: ['c'] }), select(cube, {}))).toBeNull()
  })
})

describe('one release after another', () => {
  const kinds = { kind: ['a', 'b', 'c'] }

  it('leaks when each hides another neighbour', () => {
    const cube = cubeOf({ a: 30, b: 30, c: 5 }, kinds)
    const rule = ruleOf(cube, { threshold: 11 })
    const [one, two] = [new Set(['b', 'c']), new Set(['a', 'c'])]
    expect(audit(cube, one, rule)).toEqual([])
    expect(audit(cube, two, rule)).toEqual([])
    expect(auditReleases(cube, [one, two], rule).map(({ target }) => target.name)).toEqual(['c'])
    expect(auditReleases(cube, [one, one], rule)).toEqual([])
  })

  it('keeps back a correction that shows one more person, and lets a large one out', () => {
    const before = { cube: cubeOf({ a: 30, b: 30, c: 40 }, kinds), suppressed: new Set<string>() }
    const oneMore = { ...before, cube: cubeOf({ a: 31, b: 30, c: 40 }, kinds) }
    expect(correctionLeaks(before, oneMore, 11)).toEqual(['*', 'a'])
    const many = { ...before, cube: cubeOf({ a: 45, b: 30, c: 40 }, kinds) }
    expect(correctionLeaks(before, many, 11)).toEqual([])
    const hidden = { cube: cubeOf({ a: 45, b: 31, c: 40 }, kinds), suppressed: new Set(['a', 'b']) }
    expect(correctionLeaks(before, hidden, 11)).toEqual([])
    expect(correctionLeaks(before, { ...hidden, suppressed: new Set(['b']) }, 11)).toEqual(['b'])
  })

  it('keeps back a correction that only the director of another centre could take apart', () => {
    const centres = { centre: ['a', 'b'], kind: ['k'] }
    const release = (a: number, b: number) => ({
      cube: cubeOf({ 'a k': a, 'b k': b }, centres, [['kind']]),
      suppressed: new Set<string>(),
    })
    const [before, after] = [release(30, 30), release(42, 33)]
    expect(correctionLeaks(before, after, 11)).toEqual([])
    const seen = insidersOf(after.cube, 'centre').map((who) => correctionLeaks(before, after, 11, who))
    expect(seen).toEqual([['*|* sans centre a', '*|k sans centre a', 'b|*', 'b|k'], []])
    const many = release(42, 45)
    for (const who of insidersOf(many.cube, 'centre'))
      expect(correctionLeaks(before, many, 11, who)).toEqual([])
  })
})
