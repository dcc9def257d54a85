/** A set of leaves as bits, to compare sets of hundreds of leaves quickly. */
export type LeafSet = Uint32Array

export function leafSet(leaves: Iterable<number>, size: number): LeafSet {
  const set = new Uint32Array(Math.ceil(size / 32))
  for (const leaf of leaves) set[leaf >>> 5] = (set[leaf >>> 5] ?? 0) | (1 << (leaf & 31))
  return set
}

export function isWithin(inner: LeafSet, outer: LeafSet): boolean {
  for (let at = 0; at < inner.length; at++) if (((inner[at] ?? 0) & ~(outer[at] ?? 0)) !== 0) return false
  return true
}

export function meets(a: LeafSet, b: LeafSet): boolean {
  for (let at = 0; at < a.length; at++) if (((a[at] ?? 0) & (b[at] ?? 0)) !== 0) return true
  return false
}

/** Adds the leaves of `other` to `set`, in place. */
export function include(set: LeafSet, other: LeafSet): void {
  for (let at = 0; at < set.length; at++) set[at] = (set[at] ?? 0) | (other[at] ?? 0)
}

/** Whether every leaf of `inner` is in one of the two. */
export function isWithinBoth(inner: LeafSet, one: LeafSet, other: LeafSet): boolean {
  for (let at = 0; at < inner.length; at++) {
    if (((inner[at] ?? 0) & ~((one[at] ?? 0) | (other[at] ?? 0))) !== 0) return false
  }
  return true
}
