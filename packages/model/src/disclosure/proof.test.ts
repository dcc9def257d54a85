import { describe, expect, it } from 'vitest'
import { DisclosureError } from '../errors.ts'
import { type Known, otherSolution } from '../fixtures/other-solution.ts'
import { type Attacker, insiders, outsider, type PrintedCount, targetsOf } from './attacker.ts'
import { type Cube, crossCube } from './cube.ts'
import { type Protection, protectedCells, ruleOf } from './protect.ts'
import { primarySuppression } from './secondary.ts'

/** `RETOMBEES_PROOF_CUBES=40 npx vitest run packages/model/src/disclosure/proof.test.ts` is the whole proof. */
const CUBES = Number(process.env.RETOMBEES_PROOF_CUBES ?? 4)
const THRESHOLD = 11

function diceOf(seed: number): (sides: number) => number {
  let state = seed * 7_919 + 12_345
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

/** A cube with all its margins: four centres in two territories, gender, three ages; rare combinations among common ones. */
function generated(seed: number): { cube: Cube; printed: readonly PrintedCount[] } {
  const dice = diceOf(seed)
  const dimensions = [
    {
      name: 'centre',
      values: ['c1', 'c2', 'c3', 'c4'],
      levels: [{ name: 'territory', groups: { south: ['c1', 'c2'], north: ['c3', 'c4'] } }],
    },
    { name: 'gender', values: ['f', 'm'] },
    { name: 'age', values: ['young', 'middle', 'old'] },
  ]
  const [centres, genders, ages] = dimensions.map(({ values }) => values) as [string[], string[], string[]]
  const events = centres.flatMap((centre, c) =>
    genders.flatMap((gender) =>
      ages.flatMap((age) => {
        const kind = dice(10)
        const count = kind < 2 ? 0 : kind < 4 ? 1 + dice(4) : 8 + dice(30 + 10 * c)
        return Array.from({ length: count }, (_, index) => ({
          at: { centre, gender, age },
          // One in nine came elsewhere too.
          person: index % 9 === 8 ? `regular-${index}` : `${centre}-${gender}-${age}-${index}`,
        }))
      }),
    ),
  )
  const cube = crossCube(events, dimensions, [dimensions.map(({ name }) => name)])
  // In one cube of three, a report has printed how many women came in all.
  const printed = seed % 3 === 0 ? cube.cells.filter(({ key }) => key === '*|f|*') : []
  return { cube, printed: printed.map(({ leaves, count }) => ({ leaves, count })) }
}

/** What an attacker knows for certain, as sums. */
function knownTo(
  attacker: Attacker,
  cube: Cube,
  suppressed: ReadonlySet<string>,
  printed: readonly PrintedCount[],
): readonly Known[] {
  const listed = cube.cells.filter((cell) => cell.listed)
  return [
    ...listed.map(({ key, leaves, count }) =>
      suppressed.has(key)
        ? { cells: leaves, least: 1, most: Number.MAX_SAFE_INTEGER }
        : { cells: leaves, least: count, most: count },
    ),
    ...printed.map(({ leaves, count }) => ({ cells: leaves, least: count, most: count })),
    ...[...attacker.knows].map((leaf) => {
      const count = cube.leaves[leaf]?.count ?? 0
      return { cells: [leaf], least: count, most: count }
    }),
  ]
}

/** Targets of an attacker that the second implementation does not find a second value for. */
function recovered(
  attacker: Attacker,
  cube: Cube,
  suppressed: ReadonlySet<string>,
  printed: readonly PrintedCount[],
): { targets: number; found: readonly string[] } {
  const truth = cube.leaves.map(({ count }) => count)
  const known = knownTo(attacker, cube, suppressed, printed)
  const targets = targetsOf(attacker, suppressed, THRESHOLD, printed)
  const found = targets.flatMap(({ name, leaves }) => {
    const other = otherSolution(truth, known, leaves)
    return typeof other === 'string' ? [`${name} ${other}`] : []
  })
  return { targets: targets.length, found }
}

function hiddenOrRefused(cube: Cube, protection: Protection): ReadonlySet<string> | null {
  try {
    return protectedCells(cube, protection)
  } catch (error) {
    if (error instanceof DisclosureError) return null
    throw error
  }
}

describe('a second implementation, written differently', () => {
  it('finds that 20 = 18 + 1 + 1 leaks as long as 18 is printed, and not once it is hidden', () => {
    const cube = crossCube(
      [18, 1, 1].map((times, index) => ({ at: { kind: 'abc'.charAt(index) }, person: null, times })),
      [{ name: 'kind', values: ['a', 'b', 'c'] }],
      [['kind']],
    )
    expect(recovered(outsider(cube), cube, new Set(['b', 'c']), []).found).toEqual(['b none', 'c none'])
    const suppressed = protectedCells(cube, { threshold: THRESHOLD })
    expect(recovered(outsider(cube), cube, suppressed, [])).toEqual({ targets: 3, found: [] })
  })

  it(`finds more than one value for every target of ${CUBES} generated cubes, for the public and every director`, () => {
    const sums = {
      cubes: 0,
      refused: 0,
      listed: 0,
      primary: 0,
      suppressed: 0,
      public: 0,
      directors: 0,
      alone: 0,
    }
    for (let seed = 1; sums.cubes < CUBES; seed++) {
      const { cube, printed } = generated(seed)
      const protection = { threshold: THRESHOLD, insidersOf: 'centre', printed }
      const suppressed = hiddenOrRefused(cube, protection)
      if (suppressed === null) {
        // Only what is printed already can make a cube unpublishable.
        expect(printed.length, `cube ${seed}`).toBeGreaterThan(0)
        sums.refused += 1
        continue
      }
      const everybody = recovered(outsider(cube), cube, suppressed, printed)
      expect(everybody.found, `cube ${seed}, public`).toEqual([])
      for (const director of insiders(cube, 'centre')) {
        const own = recovered(director, cube, suppressed, printed)
        expect(own.found, `cube ${seed}, ${director.name}`).toEqual([])
        sums.directors += own.targets
      }
      sums.cubes += 1
      sums.public += everybody.targets
      sums.listed += cube.cells.filter(({ listed, count }) => listed && count > 0).length
      sums.primary += primarySuppression(cube, ruleOf(cube, protection)).size
      sums.suppressed += suppressed.size
      sums.alone += protectedCells(cube, { threshold: THRESHOLD, printed }).size
    }
    expect(sums.primary).toBeGreaterThan(0)
    const lost = (keys: number) => `${Math.round((1000 * (keys - sums.primary)) / sums.listed) / 10} %`
    console.log(
      `${sums.cubes} cubes (${sums.refused} more refused, given away by what is printed), ${sums.listed} cells to publish, ${sums.primary} too small (${Math.round((1000 * sums.primary) / sums.listed) / 10} %); ` +
        `hidden besides: ${lost(sums.alone)} against the public, ${lost(sums.suppressed)} against directors too; ` +
        `targets with more than one value: ${sums.public} of the public, ${sums.directors} of directors`,
    )
  }, 600_000)
})
