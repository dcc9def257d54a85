/** A word and how much it weighs. */
export interface Weighed {
  readonly word: string
  readonly n: number
}

/** A word with its place: the middle of its baseline row, in pixels. */
export interface PlacedWord extends Weighed {
  readonly x: number
  readonly y: number
  readonly size: number
}

export interface Cloud {
  readonly words: readonly PlacedWord[]
  readonly height: number
}

const LEAST = 13
const MOST = 44
const GAP = 14
/** The mean width of a letter, in parts of its size. */
const LETTER = 0.56

/**
 * Lays words out in lines, the most given first, centred: the area of a word grows with its count (its size with the
 * square root). The same words always lie the same way; none is turned, cut or left out.
 */
export function layOutCloud(words: readonly Weighed[], width: number): Cloud {
  const most = Math.max(1, ...words.map(({ n }) => n))
  const sized = words.map((each) => {
    const wanted = LEAST + (MOST - LEAST) * Math.sqrt(each.n / most)
    const fits = Math.max(8, width / (Math.max(1, each.word.length) * LETTER))
    return { ...each, size: Math.min(wanted, fits) }
  })
  const lines: (typeof sized)[] = []
  let used = Number.POSITIVE_INFINITY
  for (const word of sized) {
    const length = lengthOf(word)
    if (used + GAP + length > width) {
      lines.push([])
      used = -GAP
    }
    lines.at(-1)?.push(word)
    used += GAP + length
  }
  let y = 0
  const placed = lines.flatMap((line) => {
    const height = Math.max(...line.map(({ size }) => size)) * 1.25
    const length = line.reduce((sum, word) => sum + lengthOf(word) + GAP, -GAP)
    let x = Math.max(0, (width - length) / 2)
    y += height
    return line.map((word) => {
      const middle = x + lengthOf(word) / 2
      x += lengthOf(word) + GAP
      return { ...word, x: middle, y: y - height * 0.25 }
    })
  })
  return { words: placed, height: Math.ceil(y + 4) }
}

function lengthOf({ word, size }: { word: string; size: number }): number {
  return word.length * size * LETTER
}
