import type { Ceiling, PrintedCount } from './attacker.ts'
import type { Constraint } from './polytope.ts'

/** What is published, seen by an attacker: sums that are known, cells known only not to be zero, leaves that are known. */
export interface View {
  readonly sums: readonly PrintedCount[]
  readonly hidden: readonly (readonly number[])[]
  readonly known: ReadonlySet<number>
  readonly ceilings?: readonly Ceiling[]
}

/** Free leaves that no sum ties to those of another part. A column is a leaf less the least it can be. */
export interface Part {
  readonly leaves: readonly number[]
  readonly least: readonly number[]
  readonly constraints: readonly Constraint[]
}

/** Settles the leaves that a sum leaves no room for, then groups the free ones by the sums they share. */
export function partsOf(view: View, truth: readonly number[]): readonly Part[] {
  const settled = settledLeaves(view, truth)
  const hidden = smallest(view.hidden)
  const atLeastOne = new Set(hidden.flatMap((leaves) => (leaves.length === 1 ? leaves : [])))
  const least = truth.map((_, leaf) => Number(atLeastOne.has(leaf)))
  const bound = (leaves: readonly number[], value: number, relation: Constraint['relation']): Constraint => ({
    columns: leaves.filter((leaf) => !settled.has(leaf)),
    relation,
    value: leaves.reduce(
      (left, leaf) => left - (settled.has(leaf) ? (truth[leaf] ?? 0) : (least[leaf] ?? 0)),
      value,
    ),
  })
  const constraints = [
    ...view.sums.map(({ leaves, count }) => bound(leaves, count, 'equal')),
    ...hidden.map((leaves) => bound(leaves, 1, 'atLeast')).filter(({ value }) => value > 0),
    ...(view.ceilings ?? []).map(({ leaves, most }) => bound(leaves, most, 'atMost')),
  ].filter(({ columns }) => columns.length > 0)
  const free = truth.flatMap((_, leaf) => (settled.has(leaf) ? [] : [leaf]))
  return grouped(free, constraints).map((leaves) => partOf(leaves, least, constraints))
}

/** The columns of a part that are among these leaves. */
export function columnsIn(part: Part, leaves: readonly number[]): readonly number[] {
  const own = new Set(leaves)
  return part.leaves.flatMap((leaf, column) => (own.has(leaf) ? [column] : []))
}

/** What a column is in the real table. */
export function valueIn(part: Part, truth: readonly number[], column: number): number {
  return (truth[part.leaves[column] ?? -1] ?? 0) - (part.least[column] ?? 0)
}

/** The real table with the leaves of one part replaced by a point. */
export function tableWith(truth: readonly number[], part: Part, point: readonly number[]): readonly number[] {
  const table = [...truth]
  part.leaves.forEach((leaf, column) => {
    table[leaf] = (point[column] ?? 0) + (part.least[column] ?? 0)
  })
  return table
}

function settledLeaves(view: View, truth: readonly number[]): ReadonlySet<number> {
  const settled = new Set(view.known)
  for (let before = -1; before !== settled.size; ) {
    before = settled.size
    for (const { leaves, count } of view.sums) {
      const free = leaves.filter((leaf) => !settled.has(leaf))
      const rest = leaves.reduce((left, leaf) => left - (settled.has(leaf) ? (truth[leaf] ?? 0) : 0), count)
      if (free.length === 1 || rest === 0) for (const leaf of free) settled.add(leaf)
    }
  }
  return settled
}

/** Hidden cells that hold no other hidden cell: where one is not zero, neither is what holds it. */
function smallest(hidden: View['hidden']): View['hidden'] {
  const sets = hidden.map((leaves) => new Set(leaves))
  return hidden.filter(
    (leaves, index) =>
      !hidden.some(
        (inner, other) =>
          other !== index &&
          (inner.length < leaves.length || (inner.length === leaves.length && other < index)) &&
          inner.every((leaf) => sets[index]?.has(leaf)),
      ),
  )
}

function grouped(
  free: readonly number[],
  constraints: readonly Constraint[],
): readonly (readonly number[])[] {
  const parent = new Map(free.map((leaf) => [leaf, leaf]))
  const root = (leaf: number): number => {
    let at = leaf
    while (parent.get(at) !== at) at = parent.get(at) ?? at
    return at
  }
  for (const { columns } of constraints) {
    for (const leaf of columns) parent.set(root(leaf), root(columns[0] ?? leaf))
  }
  const groups = new Map<number, number[]>()
  for (const leaf of free) {
    const own = root(leaf)
    groups.set(own, [...(groups.get(own) ?? []), leaf])
  }
  return [...groups.values()]
}

function partOf(
  leaves: readonly number[],
  least: readonly number[],
  constraints: readonly Constraint[],
): Part {
  const columnOf = new Map(leaves.map((leaf, column) => [leaf, column]))
  const own = new Map<string, Constraint>()
  for (const each of constraints) {
    if (!columnOf.has(each.columns[0] ?? -1)) continue
    const columns = each.columns.flatMap((leaf) => columnOf.get(leaf) ?? [])
    own.set(`${each.relation}${each.value}:${columns.join(',')}`, { ...each, columns })
  }
  return { leaves, least: leaves.map((leaf) => least[leaf] ?? 0), constraints: [...own.values()] }
}
