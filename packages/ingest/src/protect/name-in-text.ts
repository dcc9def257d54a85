import { plainLetters } from './person-key.ts'
import { ERASED } from './sever.ts'

/**
 * The text without a person's name, however it is cased, accented, hyphenated or ordered: each place where all its words
 * stand side by side. `name` holds two words at least, as identifiers do.
 */
export function withoutName(text: string, name: string): string {
  const wanted = plainLetters(name).split(' ').sort()
  const words = [...text.matchAll(/[\p{L}\p{M}]+/gu)].flatMap((found) =>
    plainLetters(found[0])
      .split(' ')
      .filter(Boolean)
      .map((plain) => ({ plain, from: found.index, to: found.index + found[0].length })),
  )
  let rest = text
  for (let at = words.length - wanted.length; at >= 0; at -= 1) {
    const window = words.slice(at, at + wanted.length)
    const [first, last] = [window[0], window.at(-1)]
    const same = window
      .map(({ plain }) => plain)
      .sort()
      .every((word, index) => word === wanted[index])
    if (!same || !first || !last) continue
    rest = rest.slice(0, first.from) + ERASED + rest.slice(last.to)
    at -= wanted.length - 1
  }
  return rest
}
