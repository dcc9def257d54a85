/** One thing that happened to one person, or (`person` null) to nobody in particular, such as a kiosk session. */
export interface Event {
  readonly at: Readonly<Record<string, string>>
  readonly person: string | null
  /** How often; once when it is left out. */
  readonly times?: number
}

/** `levels` are coarser readings of it: territories, over centres. Each value is in one group at most. */
export interface Dimension {
  readonly name: string
  readonly values: readonly string[]
  readonly levels?: readonly Level[]
}

export interface Level {
  readonly name: string
  readonly groups: Readonly<Record<string, readonly string[]>>
}

/** The finest cell: one value of every dimension. Its count is additive; its distinct persons are not. */
export interface Leaf {
  readonly at: readonly string[]
  readonly count: number
  readonly persons: ReadonlySet<string>
  /** Events that identify nobody: each stands for one contributor. */
  readonly anonymous: number
}

/** A sum of leaves: a value, a group, or all of them (null), of each dimension. `listed`: in a table to be published. */
export interface Cell {
  readonly key: string
  readonly at: readonly (string | null)[]
  readonly leaves: readonly number[]
  readonly count: number
  readonly contributors: number
  readonly listed: boolean
}

/** Every sum over a set of leaves that a reader might be after, those that are to be published among them. */
export interface Cube {
  readonly dimensions: readonly Dimension[]
  readonly leaves: readonly Leaf[]
  readonly cells: readonly Cell[]
}

/** A cube larger than this would not be audited in reasonable time. */
const LARGEST = 100_000

/**
 * The cube of these events. A table is a list of dimensions or of their levels; it is published with all its margins. Every
 * other sum of leaves is a cell too: nobody prints it, and nobody may work it out.
 * Throws a RangeError for a value that its dimension does not list, and for a cube too large to audit.
 */
export function crossCube(
  events: Iterable<Event>,
  dimensions: readonly Dimension[],
  tables: readonly (readonly string[])[],
): Cube {
  const readings = dimensions.map(readingsOf)
  requireAuditable(readings)
  const leaves = leavesOf(events, dimensions)
  const columns = dimensions.map(({ values }, axis) => indexByValue(leaves, values, axis))
  const cells = product(readings).map((at): Cell => {
    const own = meet(
      leaves.length,
      at.flatMap(({ values }, axis) => (values === null ? [] : [{ values, index: columns[axis] }])),
    )
    return cellOf(leaves, own, {
      key: at.map(({ id }) => id ?? '*').join('|'),
      at: at.map(({ id }) => id),
      listed: tables.some((table) =>
        at.every(({ names }) => names === null || names.some((name) => table.includes(name))),
      ),
    })
  })
  return { dimensions, leaves, cells }
}

/** One way to read a dimension: a value, a group, or all; with the names of the tables' columns that show it. */
interface Reading {
  readonly id: string | null
  readonly values: readonly string[] | null
  readonly names: readonly string[] | null
}

function readingsOf({ name, values, levels = [] }: Dimension): readonly Reading[] {
  return [
    { id: null, values: null, names: null },
    ...levels.flatMap((level) =>
      Object.entries(level.groups).map(([id, own]) => ({ id, values: own, names: [level.name, name] })),
    ),
    ...values.map((value) => ({ id: value, values: [value], names: [name] })),
  ]
}

type ValueIndex = ReadonlyMap<string, readonly number[]>

function indexByValue(leaves: readonly Leaf[], values: readonly string[], axis: number): ValueIndex {
  const index = new Map<string, number[]>(values.map((value) => [value, []]))
  for (const [at, leaf] of leaves.entries()) index.get(leaf.at[axis] ?? '')?.push(at)
  return index
}

/** The leaves that have one of the values on each of these axes. */
function meet(
  leaves: number,
  axes: readonly { readonly values: readonly string[]; readonly index: ValueIndex | undefined }[],
): readonly number[] {
  const hits = new Uint8Array(leaves)
  for (const { values, index } of axes) {
    for (const value of values) for (const leaf of index?.get(value) ?? []) hits[leaf] = (hits[leaf] ?? 0) + 1
  }
  return Array.from(hits.keys()).filter((leaf) => hits[leaf] === axes.length)
}

/** A cell over these leaves. */
export function cellOf(
  leaves: readonly Leaf[],
  own: readonly number[],
  head: Pick<Cell, 'key' | 'at' | 'listed'>,
): Cell {
  return {
    ...head,
    leaves: own,
    count: own.reduce((sum, index) => sum + (leaves[index]?.count ?? 0), 0),
    contributors: contributorsOf(leaves, own),
  }
}

/** Distinct persons behind these leaves, and events that identify nobody. */
export function contributorsOf(leaves: readonly Leaf[], own: readonly number[]): number {
  const roll = rollOf(leaves)
  roll.turn += 1
  let contributors = 0
  for (const index of own) {
    for (const person of roll.persons[index] ?? []) {
      if (roll.lastTurn[person] === roll.turn) continue
      roll.lastTurn[person] = roll.turn
      contributors += 1
    }
    contributors += leaves[index]?.anonymous ?? 0
  }
  return contributors
}

/** The persons of some leaves by numbers, and in which count each was last met: a set of names for each count is slow. */
interface Roll {
  readonly persons: readonly (readonly number[])[]
  readonly lastTurn: Uint32Array
  turn: number
}

const rolls = new WeakMap<readonly Leaf[], Roll>()

function rollOf(leaves: readonly Leaf[]): Roll {
  const known = rolls.get(leaves)
  if (known) return known
  const numbers = new Map<string, number>()
  const persons = leaves.map((leaf) =>
    Array.from(leaf.persons, (person) => {
      const number = numbers.get(person) ?? numbers.size
      numbers.set(person, number)
      return number
    }),
  )
  const roll = { persons, lastTurn: new Uint32Array(numbers.size), turn: 0 }
  rolls.set(leaves, roll)
  return roll
}

function leavesOf(events: Iterable<Event>, dimensions: readonly Dimension[]): readonly Leaf[] {
  const leaves = product(dimensions.map(({ values }) => values)).map((at) => ({
    at,
    count: 0,
    persons: new Set<string>(),
    anonymous: 0,
  }))
  const byKey = new Map(leaves.map((leaf) => [JSON.stringify(leaf.at), leaf]))
  for (const event of events) {
    const at = dimensions.map(({ name, values }) => {
      const value = event.at[name]
      if (value === undefined || !values.includes(value)) {
        throw new RangeError(`${name}: found ${value}, expected one of ${values.join(', ')}`)
      }
      return value
    })
    const leaf = byKey.get(JSON.stringify(at))
    if (!leaf) continue
    const { times = 1, person } = event
    leaf.count += times
    if (person === null) leaf.anonymous += times
    else leaf.persons.add(person)
  }
  return leaves
}

function product<T>(options: readonly (readonly T[])[]): T[][] {
  return options.reduce<T[][]>(
    (heads, values) => heads.flatMap((head) => values.map((value) => [...head, value])),
    [[]],
  )
}

function requireAuditable(readings: readonly (readonly Reading[])[]): void {
  const size = readings.reduce((all, each) => all * each.length, 1)
  if (size > LARGEST) throw new RangeError(`cube: found ${size} cells, expected at most ${LARGEST}`)
}
