import { slugOf } from '../entity.ts'
import { comparable } from '../heading.ts'
import { type KnownScale, knownScale, missingKind, stepOf } from './known-scales.ts'

/** A code of a drafted codebook, in the form of a questionnaire file. */
export interface DraftCode {
  id: string
  label: { fr: string }
  spellings?: string[]
  polarity?: 'for' | 'against'
  missing?: 'dont-know' | 'no-answer'
  score?: number
}

/** The codes of a set of answers, and how their order was found. */
export interface OrderedCodes {
  readonly codes: DraftCode[]
  /** `scale`: one that is known; `numbered`: by the number each begins with; `seen`: as they first appear. */
  readonly order: 'scale' | 'numbered' | 'seen'
  /** A name for the list of codes. */
  readonly name: string
}

/** Makes codes of the answers that were written, in the order in which a questionnaire prints them. */
export function orderedCodes(answers: readonly string[]): OrderedCodes {
  const labels = distinct(answers)
  const opinions = labels.filter((label) => missingKind(label) === null)
  const missing = labels
    .filter((label) => missingKind(label) !== null)
    .map((label): DraftCode => ({ ...coded(label), missing: missingKind(label) as 'dont-know' }))
  const numbers = numbered(opinions)
  if (numbers) return { codes: unique([...numbers, ...missing]), order: 'numbered', name: nameOf(numbers) }
  const scale = knownScale(labels)
  if (scale)
    return { codes: unique([...onScale(opinions, scale), ...missing]), order: 'scale', name: scale.id }
  return { codes: unique([...opinions.map(coded), ...missing]), order: 'seen', name: 'liste' }
}

/** One of each answer, however it was written, in the order of their first appearance. */
export function distinct(answers: readonly string[]): string[] {
  return [
    ...new Map(answers.map((answer) => [comparable(answer), answer.trim()] as const).reverse()).entries(),
  ]
    .reverse()
    .map(([, label]) => label)
}

function coded(label: string): DraftCode {
  return { id: slugOf(label).slice(0, 48).replace(/-+$/, '') || 'code', label: { fr: label } }
}

function onScale(labels: readonly string[], scale: KnownScale): DraftCode[] {
  const last = scale.steps.length - 1
  const steps = new Map<number, string[]>()
  for (const label of labels) {
    const step = stepOf(label, scale) as number
    steps.set(step, [...(steps.get(step) ?? []), label])
  }
  return [...steps.entries()]
    .sort(([a], [b]) => a - b)
    .flatMap(([step, together]) =>
      together.map((label): DraftCode => {
        if (scale.sides === 0) return coded(label)
        if (step < scale.sides) return { ...coded(label), polarity: 'for' }
        return step > last - scale.sides ? { ...coded(label), polarity: 'against' } : coded(label)
      }),
    )
}

const NUMBERED = /^(\d{1,3})(?:\s*[-–:.)]\s*(.+))?$/
const MOST_STEPS = 11

/** `0 - Pas du tout`, `3`, `10 - Tout à fait`: one scale from 0 to 10, with the steps nobody chose. */
function numbered(labels: readonly string[]): DraftCode[] | null {
  const read = labels.map((label) => NUMBERED.exec(label))
  if (labels.length < 2 || read.some((match) => match === null)) return null
  const words = new Map<number, string>()
  for (const match of read) {
    const number = Number(match?.[1])
    if (match?.[2] || !words.has(number)) words.set(number, match?.[2]?.trim() ?? '')
  }
  const numbers = [...words.keys()]
  const low = Math.min(...numbers)
  const high = Math.max(...numbers)
  const from = low <= 1 ? low : 1
  if (high - from + 1 > MOST_STEPS) return null
  return Array.from({ length: high - from + 1 }, (_, step) => {
    const number = from + step
    const word = words.get(number)
    const written = labels.filter((label) => Number(NUMBERED.exec(label)?.[1]) === number)
    const label = word ? `${number} - ${word}` : String(number)
    const spellings = distinct([...written, String(number)]).filter(
      (one) => comparable(one) !== comparable(label),
    )
    return {
      id: `note-${number}`,
      label: { fr: label },
      score: number,
      ...(spellings.length > 0 ? { spellings } : {}),
    }
  })
}

function nameOf(codes: readonly DraftCode[]): string {
  return `${codes[0]?.id ?? 'note'}-a-${codes.at(-1)?.id.replace('note-', '') ?? ''}`
}

/** Ids are never given twice: a second one is numbered. */
function unique(codes: readonly DraftCode[]): DraftCode[] {
  const seen = new Map<string, number>()
  return codes.map((code) => {
    const times = (seen.get(code.id) ?? 0) + 1
    seen.set(code.id, times)
    return times === 1 ? code : { ...code, id: `${code.id}-${times}` }
  })
}
