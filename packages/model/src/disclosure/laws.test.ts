import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { possibleValues } from '../fixtures/brute-force.ts'
import { insiders, outsider, targetsOf } from './attacker.ts'
import { audit } from './audit.ts'
import { crossCube } from './cube.ts'
import { protectedCells, ruleOf } from './protect.ts'
import { primarySuppression } from './secondary.ts'

const tables = fc.constantFrom(
  [['centre', 'kind']],
  [['centre'], ['kind']],
  [['centre', 'kind', 'age']],
  [
    ['centre', 'kind'],
    ['kind', 'age'],
    ['centre', 'age'],
  ],
  [['centre', 'age'], ['kind']],
)

/** Small counts, many of them zero or one; now and then a person who came everywhere. */
const cubes = fc
  .record({
    tables,
    kinds: fc.integer({ min: 2, max: 3 }),
    counts: fc.array(
      fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 4, max: 9 })),
      {
        minLength: 12,
        maxLength: 12,
      },
    ),
    regulars: fc.boolean(),
  })
  .map(({ tables: chosen, kinds, counts, regulars }) => {
    const names = chosen.flat().includes('age') ? ['centre', 'kind', 'age'] : ['centre', 'kind']
    const dimensions = [
      { name: 'centre', values: ['one', 'two'] },
      { name: 'kind', values: ['a', 'b', 'c'].slice(0, names.includes('age') ? 2 : kinds) },
      { name: 'age', values: ['young', 'old'] },
    ].filter(({ name }) => names.includes(name))
    const places = dimensions.reduce<Record<string, string>[]>(
      (heads, { name, values }) =>
        heads.flatMap((head) => values.map((value) => ({ ...head, [name]: value }))),
      [{}],
    )
    const events = places.flatMap((at, place) =>
      Array.from({ length: counts[place] ?? 0 }, (_, index) => ({
        at,
        person: regulars && index === 0 ? 'regular' : `${place}-${index}`,
      })),
    )
    return crossCube(events, dimensions, chosen)
  })

describe('any small cube', () => {
  it('is never recovered by trying every table, by the public or by a director', () => {
    fc.assert(
      fc.property(cubes, (cube) => {
        const suppressed = protectedCells(cube, { threshold: 5, insidersOf: 'centre' })
        for (const attacker of [outsider(cube), ...insiders(cube, 'centre')]) {
          for (const target of targetsOf(attacker, suppressed, 5)) {
            const values = possibleValues(cube, suppressed, attacker, target.leaves)
            expect(values.size, `${attacker.name}: ${target.name}`).toBeGreaterThan(1)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it('is audited as trying every table would, whatever is suppressed', () => {
    fc.assert(
      fc.property(cubes, fc.integer({ min: 0, max: 6 }), (cube, skipped) => {
        const rule = ruleOf(cube, { threshold: 5, insidersOf: 'centre' })
        const some = new Set([...primarySuppression(cube, rule)].filter((_, index) => index !== skipped))
        const leaks = audit(cube, some, rule).map(
          ({ attacker, target }) => `${attacker.name}: ${target.name}`,
        )
        const found = rule.attackers.flatMap((attacker) =>
          targetsOf(attacker, some, 5)
            .filter((target) => possibleValues(cube, some, attacker, target.leaves).size < 2)
            .map((target) => `${attacker.name}: ${target.name}`),
        )
        expect(leaks.sort()).toEqual(found.sort())
      }),
      { numRuns: 60 },
    )
  })

  it('hides everything that is too small, and is the same each time', () => {
    fc.assert(
      fc.property(cubes, (cube) => {
        const suppressed = protectedCells(cube, { threshold: 5 })
        for (const cell of cube.cells) {
          if (cell.listed && cell.contributors > 0 && cell.contributors < 5) {
            expect(suppressed.has(cell.key)).toBe(true)
          }
          if (cell.count === 0) expect(suppressed.has(cell.key)).toBe(false)
        }
        expect([...protectedCells(cube, { threshold: 5 })]).toEqual([...suppressed])
      }),
      { numRuns: 40 },
    )
  })
})

const middling = fc
  .array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 8, max: 40 })), {
    minLength: 24,
    maxLength: 24,
  })
  .map((counts) => {
    const dimensions = [
      {
        name: 'centre',
        values: ['c1', 'c2', 'c3', 'c4'],
        levels: [{ name: 'territory', groups: { south: ['c1', 'c2'], north: ['c3', 'c4'] } }],
      },
      { name: 'gender', values: ['f', 'm'] },
      { name: 'age', values: ['young', 'middle', 'old'] },
    ]
    const events = counts.flatMap((count, index) =>
      Array.from({ length: count }, (_, each) => ({
        at: {
          centre: `c${1 + (index % 4)}`,
          gender: index % 8 < 4 ? 'f' : 'm',
          age: ['young', 'middle', 'old'][Math.floor(index / 8)] ?? 'old',
        },
        person: `${index}-${each}`,
      })),
    )
    return crossCube(events, dimensions, [
      ['territory', 'gender', 'age'],
      ['centre', 'gender'],
    ])
  })

describe('any cube of territories over centres', () => {
  it('ends with no leak to the public or to any director, and every zero in print', () => {
    fc.assert(
      fc.property(middling, (cube) => {
        const protection = { threshold: 11, insidersOf: 'centre' }
        const suppressed = protectedCells(cube, protection)
        expect(audit(cube, suppressed, ruleOf(cube, protection))).toEqual([])
        expect(cube.cells.filter((cell) => cell.count === 0 && suppressed.has(cell.key))).toEqual([])
      }),
      { numRuns: 30 },
    )
  })
})
