import { comparable } from '../heading.ts'

/**
 * The options of a column whose cells hold several joined together, or null when it does not look like one: some cells
 * must hold two, and what they hold must come back. A comma may be inside an option: a part that begins in lower case
 * and always follows the same one belongs to it.
 */
export function joinedOptions(cells: readonly string[]): string[] | null {
  for (const separator of [/\s*;\s*/, /\s*\|\s*/, /\s*\n\s*/, /,\s+/]) {
    const split = cells.map((cell) => cell.split(separator).filter(Boolean))
    if (!split.some((parts) => parts.length > 1)) continue
    const options = comeBack(separator.source.startsWith(',') ? mended(split) : split)
    if (options) return options
  }
  return null
}

const MOST_OPTIONS = 30

function comeBack(split: readonly (readonly string[])[]): string[] | null {
  const counts = new Map<string, { label: string; times: number }>()
  for (const parts of split)
    for (const part of parts) {
      const known = counts.get(comparable(part))
      counts.set(comparable(part), { label: known?.label ?? part.trim(), times: (known?.times ?? 0) + 1 })
    }
  const given = split.reduce((total, parts) => total + parts.length, 0)
  const again = [...counts.values()].filter(({ times }) => times > 1)
  const often = again.reduce((total, { times }) => total + times, 0)
  const several = split.filter((parts) => parts.length > 1).length
  if (counts.size < 2 || counts.size > MOST_OPTIONS || again.length < 2) return null
  return often * 4 >= given * 3 && several >= 2 ? [...counts.values()].map(({ label }) => label) : null
}

/** The parts of each cell, those that belong together joined again by the comma that split them. */
function mended(split: readonly (readonly string[])[]): string[][] {
  const before = new Map<string, Set<string>>()
  for (const parts of split)
    parts.forEach((part, position) => {
      const previous = position === 0 ? '' : comparable(parts[position - 1] as string)
      before.set(comparable(part), (before.get(comparable(part)) ?? new Set()).add(previous))
    })
  const follows = (part: string, previous: string) => {
    const seen = before.get(comparable(part))
    return /^\p{Ll}/u.test(part) && seen?.size === 1 && seen.has(comparable(previous)) && previous !== ''
  }
  return split.map((parts) => {
    const whole: string[] = []
    parts.forEach((part, position) => {
      const previous = position === 0 ? '' : (parts[position - 1] as string)
      if (follows(part, previous)) whole.push(`${whole.pop() ?? ''}, ${part}`)
      else whole.push(part)
    })
    return whole
  })
}
