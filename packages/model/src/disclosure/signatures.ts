import { type Cell, type Cube, cellOf, type Event, type Leaf } from './cube.ts'

/** More values than this would make more signatures than can be audited. */
const MOST_VALUES = 8

/**
 * The cube of distinct persons over one dimension. Persons are additive over no dimension, since one may be found under
 * several values; they are over signatures: the exact set of values that a person was found under. Published: how many
 * persons in all, and under each value. Each signature is a leaf that nobody may work out. Those who are `apart`, such as
 * the people of one centre, have leaves of their own, which come last: somebody may know them.
 */
export function signatureCube(
  events: Iterable<Event>,
  dimension: string,
  values: readonly string[],
  apart: ReadonlySet<string> = new Set(),
): Cube {
  if (values.length > MOST_VALUES) {
    throw new RangeError(`${dimension}: found ${values.length} values, expected at most ${MOST_VALUES}`)
  }
  const found = new Map<string, Set<string>>()
  for (const { at, person } of events) {
    const value = at[dimension]
    if (value === undefined || !values.includes(value)) {
      throw new RangeError(`${dimension}: found ${value}, expected one of ${values.join(', ')}`)
    }
    if (person === null) continue
    found.set(person, (found.get(person) ?? new Set()).add(value))
  }
  const sets = subsets(values)
  const signatures = apart.size === 0 ? sets : [...sets, ...sets]
  const leaves = signatures.map((signature, index): Leaf => {
    const persons = [...found].flatMap(([person, own]) =>
      sameSet(own, signature) && apart.has(person) === index >= sets.length ? [person] : [],
    )
    return { at: [signature.join('+')], count: persons.length, persons: new Set(persons), anonymous: 0 }
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

function subsets(values: readonly string[]): string[][] {
  return Array.from({ length: 2 ** values.length - 1 }, (_, mask) =>
    values.filter((_, bit) => (mask + 1) & (1 << bit)),
  )
}

function sameSet(own: ReadonlySet<string>, signature: readonly string[]): boolean {
  return own.size === signature.length && signature.every((value) => own.has(value))
}
