/** The parts of a cell that holds several choices: known spellings, and what is left when none begins the rest. */
export interface SplitChoices {
  readonly known: readonly string[]
  /** What follows the last known spelling; null when nothing does. */
  readonly rest: string | null
  /** Two readings of the cell exist, and its separators are only spaces. */
  readonly ambiguous: boolean
}

const SEPARATOR = /^\s*[,;|\n]\s*|^\s+/

/**
 * Splits a cell of choices joined by commas (as Google Forms does, without escaping), semicolons, bars, line breaks or
 * spaces. The longest spelling is tried first, so that « Oui, un peu » is one choice where the codebook has it.
 */
export function splitChoices(cell: string, spellings: readonly string[]): SplitChoices {
  const folded = [...new Map(spellings.map((spelling) => [fold(spelling), spelling]))].map(
    ([text, spelling]) => ({
      spelling,
      text,
    }),
  )
  folded.sort((a, b) => b.text.length - a.text.length)
  const text = fold(cell)
  const readings = parse(text, 0, folded)
  const first = readings[0]
  if (first) return { known: first, rest: null, ambiguous: readings.length > 1 && !/[,;|\n]/.test(text) }
  return { ...longestBeginning(text, folded, cell), ambiguous: false }
}

interface Folded {
  readonly spelling: string
  readonly text: string
}

const MOST_READINGS = 2

/** Every way (two are enough) to read the text from there to its end as known spellings, the longest first. */
function parse(text: string, from: number, folded: readonly Folded[]): string[][] {
  const dead = new Set<number>()
  const readings: string[][] = []
  const walk = (at: number, read: readonly string[]): boolean => {
    if (at >= text.length) {
      readings.push([...read])
      return true
    }
    if (dead.has(at)) return false
    let reached = false
    for (const { next, spelling } of steps(text, at, folded)) {
      if (readings.length >= MOST_READINGS) return true
      reached = walk(next, [...read, spelling]) || reached
    }
    if (!reached) dead.add(at)
    return reached
  }
  walk(from, [])
  return readings
}

function steps(text: string, at: number, folded: readonly Folded[]): { next: number; spelling: string }[] {
  return folded.flatMap(({ spelling, text: one }) => {
    if (one === '' || !text.startsWith(one, at)) return []
    const after = text.slice(at + one.length)
    if (after === '') return [{ next: text.length, spelling }]
    const separator = SEPARATOR.exec(after)?.[0]
    return separator === undefined ? [] : [{ next: at + one.length + separator.length, spelling }]
  })
}

/** The known spellings at the beginning, and the rest as it was written. */
function longestBeginning(
  text: string,
  folded: readonly Folded[],
  cell: string,
): { known: string[]; rest: string } {
  const known: string[] = []
  let at = 0
  for (;;) {
    const step = steps(text, at, folded).find(({ next }) => /[,;|\n]/.test(text.slice(at, next)))
    if (!step) break
    known.push(step.spelling)
    at = step.next
  }
  return { known, rest: text.length === cell.trim().length ? cell.trim().slice(at) : text.slice(at) }
}

/** One letter for one letter where possible: case and accents aside, spaces of every kind alike. */
function fold(text: string): string {
  return [...text.trim()]
    .map((sign) => {
      const plain = sign.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
      return plain === '' ? '' : /\s/.test(plain) && plain !== '\n' ? ' ' : plain.replace(/[’‘`´]/, "'")
    })
    .join('')
}
