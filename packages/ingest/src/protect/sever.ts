import type { randomBytes } from 'node:crypto'
import { lettersOf, personOf } from './person-key.ts'

/** What is written in the place of words that were erased. */
export const ERASED = '[effacé]'

const DIGEST = /^v\d+:[a-p]{32}$/

/** The identifiers of a row of the archive, as their digests, each once, in the order of its columns. */
export function digestsOf(cells: readonly (string | null)[]): string[] {
  return [...new Set(cells.filter((cell) => cell !== null && DIGEST.test(cell)))] as string[]
}

/** What takes the place of each of these digests: drawn at random, of the same shape, so that nothing tells which was replaced. */
export function drawnFor(
  digests: readonly string[],
  random: typeof randomBytes,
): ReadonlyMap<string, string> {
  return new Map(
    digests.map((digest) => [digest, `${digest.slice(0, digest.indexOf(':'))}:${lettersOf(random(16))}`]),
  )
}

/** The keys of persons that come of these digests, whatever the order in which a source joins them, and what they become. */
export function renamedPersons(drawn: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>()
  for (const digests of arrangements([...drawn.keys()])) {
    const before = personOf(digests)
    const after = personOf(digests.map((digest) => drawn.get(digest) ?? digest))
    if (before !== null && after !== null) renamed.set(before, after)
  }
  return renamed
}

/** Every order of every choice of these. */
function arrangements(digests: readonly string[]): string[][] {
  return digests.flatMap((first, at) => {
    const others = digests.toSpliced(at, 1)
    return [[first], ...arrangements(others).map((rest) => [first, ...rest])]
  })
}
