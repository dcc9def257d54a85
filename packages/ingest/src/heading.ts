/** Headings that are known, as compared. */
export type Headings = Pick<ReadonlySet<string>, 'has'>

export const NO_HEADINGS: Headings = Object.freeze(new Set<string>())

/** A heading or label as it is compared: without case, accents, spacing, quotes or invisible characters. */
export function comparable(text: string): string {
  const known = remembered.get(text)
  if (known !== undefined) return known
  const made = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll(/[‐‑‒–—−]/g, '-')
    .replaceAll(/[\s\u00AD\u200B-\u200D\u2060\uFEFF"'’‘‛`´«»“”„]/g, '')
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  remembered.set(text, made)
  return made
}

// The same labels come back on every row of a file: making them once takes a third off the time of a large one.
const MOST_REMEMBERED = 20_000
const remembered = new Map<string, string>()
