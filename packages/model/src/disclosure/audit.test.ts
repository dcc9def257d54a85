import { describe, expect, it } from 'vitest'
import { outsider, targetsOf } from './attacker.ts'
import { agrees, audit, viewOf } from './audit.ts'
import { crossCube } from './cube.ts'
import { movesOf } from './moves.ts'
import { otherTable } from './other-table.ts'
import { polytope } from './polytope.ts'

const kinds = [{ name: 'kind', values: ['a', 'b', 'c'] }]
const cubeOf = (counts: readonly number[]) =>
  crossCube(
    counts.map((times, index) => ({ at: { kind: 'abc'.charAt(index) }, person: null, times })),
    kinds,
    [['kind']],
  )

describe('a second table', () => {
  const cube = cubeOf([18, 1, 1])
  const view = viewOf(cube, new Set(['a', 'b', 'c']), outsider(cube), [])
  const truth = [18, 1, 1]

  it('agrees only with whole counts, every sum, every hidden cell above zero and every known leaf', () => {
    expect(agrees(view, truth, [17, 2, 1])).toBe(true)
    expect(agrees(view, truth, [18, 2, 0])).toBe(false)
    expect(agrees(view, truth, [17, 1, 1])).toBe(false)
    expect(agrees(view, truth, [17.5, 1.5, 1])).toBe(false)
    expect(agrees(view, truth, [20, 1, -1])).toBe(false)
    expect(agrees({ ...view, known: new Set([1]) }, truth, [17, 2, 1])).toBe(false)
  })

  it('is never proposed by a move that empties a hidden cell', () => {
    const small = cubeOf([1, 1, 30])
    const hidden = viewOf(small, new Set(['a', 'b']), outsider(small), [])
    const moves = movesOf(small, hidden)
    for (const target of targetsOf(outsider(small), new Set(['a', 'b']), 11)) {
      expect(moves.away(target)).toBeNull()
    }
  })

  it('is looked for beside every suppressed cell, large ones too', () => {
    const names = targetsOf(outsider(cube), new Set(['a', 'b', 'c']), 11).map(({ name }) => name)
    expect(names).toEqual(['a', 'b', 'c'])
    const gone = cubeOf([18, 0, 30])
    const leaks = audit(gone, new Set(['a']), { threshold: 11, attackers: [], printed: [] })
    expect(leaks.map(({ target, verdict }) => [target.name, verdict])).toEqual([['a', 'exposed']])
  })
})

describe('the polytope of what is published', () => {
  const sum = (columns: readonly number[], value: number) => ({ columns, relation: 'equal' as const, value })

  it('has corners where a sum is largest', () => {
    const shape = polytope([sum([0, 1, 2], 10), { columns: [0], relation: 'atMost', value: 4 }], 3)
    expect(shape?.corner(new Map([[0, 1]]))?.[0]).toBeCloseTo(4)
    expect(shape?.corner(new Map([[1, 1]]))?.[1]).toBeCloseTo(10)
    expect(shape?.corner(new Map([[0, -1]]))?.[0]).toBeCloseTo(0)
  })

  it('is empty where sums contradict each other, and says when there is no end', () => {
    expect(polytope([sum([0, 1], 3), sum([0, 1], 4)], 2)).toBeNull()
    const open = polytope([{ columns: [0], relation: 'atLeast', value: 2 }], 1)
    expect(open?.corner(new Map([[0, 1]]))).toBeNull()
    expect(open?.corner(new Map([[0, -1]]))).toEqual([2])
  })

  it('gives whole tables only, and none where only halves would do', () => {
    const triangle = [sum([0, 1], 1), sum([1, 2], 1), sum([0, 2], 1)]
    expect(otherTable(triangle, 3, [0], 0)).toBe('none')
    const square = [sum([0, 1], 3), sum([2, 3], 3), sum([0, 2], 3), sum([1, 3], 3)]
    const other = otherTable(square, 4, [0], 1)
    expect(typeof other === 'string' ? other : other[0]).not.toBe(1)
  })
})
