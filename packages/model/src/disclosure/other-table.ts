import { type Constraint, polytope } from './polytope.ts'

/** How many branches are followed before the search gives up. */
const MOST_BRANCHES = 400

const WHOLE = 1e-6

/**
 * A whole point of these constraints where the sum of `columns` is not `value`; `none` when there is no such point, and
 * `unproved` when the search gave up. Branch and bound (A. H. Land and A. G. Doig, Econometrica 28 (1960) 497-520).
 */
export function otherTable(
  constraints: readonly Constraint[],
  width: number,
  columns: readonly number[],
  value: number,
): readonly number[] | 'none' | 'unproved' {
  let gaveUp = false
  for (const sense of [1, -1] as const) {
    const beyond: Constraint =
      sense === 1
        ? { columns, relation: 'atLeast', value: value + 1 }
        : { columns, relation: 'atMost', value: value - 1 }
    if (sense === -1 && value === 0) continue
    const found = wholePoint([...constraints, beyond], width, columns, sense)
    if (found === 'unproved') gaveUp = true
    else if (found !== 'none') return found
  }
  return gaveUp ? 'unproved' : 'none'
}

function wholePoint(
  constraints: readonly Constraint[],
  width: number,
  columns: readonly number[],
  sense: 1 | -1,
): readonly number[] | 'none' | 'unproved' {
  const nearest = new Map(columns.map((column) => [column, -sense]))
  const branches: (readonly Constraint[])[] = [[]]
  for (let taken = 0; taken < MOST_BRANCHES; taken++) {
    const branch = branches.pop()
    if (!branch) return 'none'
    // The corner least far beyond the value: close to the real table, and bounded whatever the sums leave open.
    const corner = polytope([...constraints, ...branch], width)?.corner(nearest)
    if (!corner) continue
    const broken = corner.findIndex((each) => Math.abs(each - Math.round(each)) > WHOLE)
    if (broken < 0) return corner.map((each) => Math.round(each))
    const split = Math.floor(corner[broken] ?? 0)
    branches.push(
      [...branch, { columns: [broken], relation: 'atLeast', value: split + 1 }],
      [...branch, { columns: [broken], relation: 'atMost', value: split }],
    )
  }
  return 'unproved'
}
