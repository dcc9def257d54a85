import { type Cell, type Cube, cellOf, type Event, type Leaf } from './cube.ts'

/** More values than this would make more signatures than can be audited. */
const MOST_VALUES = 8

/**
 * The exact set of values that each person was found under, as bits in the order of the values.
 * Throws a RangeError for a value that is not listed, and for more values than can be audited.
 */
export function signaturesOf(
  events: Iterable<Event>,
  dimension: string,
  values: readonly string[],
): ReadonlyMap<string, number> {
  if (values.length > MOST_VALUES) {
    throw new RangeError(`${dimension}: found ${values.length} values, expected at most ${MOST_VALUES}`)
  }
  const bits = new Map(values.map((value, bit) => [value, 1 << bit]))
  const found = new Map<string, number>()
  for (const { at, person } of events) {
    const value = at[dimension]
    const bit = value === undefined ? undefined : bits.get(value)
    if (bit === undefined)
      throw new RangeError(`${dimension}: found ${value}, expected one of ${values.join(', ')}`)
    if (person !== null) found.set(person, (found.get(person) ?? 0) | bit)
  }
  return found
}

/**
 * The cube of distinct persons over one dimension. Persons are additive over no dimension, since one may be found under
 * several values; they are over signatures (`signaturesOf`). Published: how many persons in all, and under each value. Each
 * signature is a leaf that nobody may work out. Those who are `apart`, such as the people of one centre, have leaves of
 * their own, which come last: somebody may know them.
 */
export function signatureCube(
  found: ReadonlyMap<string, number>,
  dimension: string,
  values: readonly string[],
  apart: ReadonlySet<string> | null = null,
): Cube {
  const sets = subsets(values)
  const signatures = apart === null ? sets : [...sets, ...sets]
  const persons = signatures.map(() => new Set<string>())
  for (const [person, bits] of found) persons[bits - 1 + (apart?.has(person) ? sets.length : 0)]?.add(person)
  const leaves = signatures.map((signature, index): Leaf => {
    const own = persons[index] ?? new Set()
    return { at: [signature.join('+')], count: own.size, persons: own, anonymous: 0 }
  })
  const all = leaves.map((_, index) => index)
  const cells: Cell[] = [
    cellOf(leaves, all, { key: '*', at: [null], listed: true }),
    ...values.map((value) =>
      cellOf(
        leaves,
        all.filter((index) => signatures[index]?.includes(value)),
        { key: value, at: [value], listed: true },
      ),
    ),
    ...sets.map((signature, index) => {
      const name = signature.join('+')
      const own = [index, index + sets.length].filter((at) => at < leaves.length)
      return cellOf(leaves, own, { key: `=${name}`, at: [name], listed: false })
    }),
  ]
  return { dimensions: [{ name: dimension, values }], leaves, cells }
}

/** Every set of values but the empty one, in the order of its bits. */
function subsets(values: readonly string[]): string[][] {
  return Array.from({ length: 2 ** values.length - 1 }, (_, mask) =>
    values.filter((_, bit) => (mask + 1) & (1 << bit)),
  )
}
