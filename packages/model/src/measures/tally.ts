import type { Discrepancy } from '@retombees/contract/figure'
import { sentence, typeset } from '../french.ts'
import type { RowId } from './measure-kind.ts'

/** The `codes` of a base. */
export const BASE = '*'

export type Certainty = 'certain' | 'reconstructed' | 'ambiguous' | 'contradicted'

/** A count: how many gave one of `codes`. `n` is null where the print does not let it be known. */
export interface Tally {
  /** The row that prints it; none when it was counted from answers. */
  readonly origins: readonly RowId[]
  readonly loads: readonly string[]
  readonly codes: readonly string[]
  readonly n: number | null
  readonly certainty: Certainty
  readonly reason: string | null
}

/** What tallies say of one number. */
export type Counted =
  | {
      readonly state: 'known'
      readonly n: number
      readonly tallies: readonly Tally[]
      readonly discrepancies: readonly Discrepancy[]
    }
  | { readonly state: 'illegible' | 'no_data'; readonly reason: string }

export function isBase(tally: Tally): boolean {
  return tally.codes.length === 1 && tally.codes[0] === BASE
}

/**
 * How many gave one of `codes`: the tally of exactly that set, else tallies of disjoint sets that make it up together
 * (certain ones before reconstructed ones). Without either, illegible with the reasons of the ambiguous tallies.
 * `overlapping`: an answer may hold several codes; a tally of several then counts those who gave them all, and how many
 * gave one of several cannot be told.
 */
export function countOf(tallies: readonly Tally[], codes: readonly string[], overlapping = false): Counted {
  const wanted = [...new Set(codes)]
  if (overlapping && wanted.length > 1) {
    return { state: 'no_data', reason: 'Plusieurs réponses étaient possibles : elles ne s’additionnent pas.' }
  }
  const usable = tallies.filter(
    (tally) => !isBase(tally) && tally.n !== null && tally.certainty !== 'ambiguous',
  )
  const exact = usable.filter((tally) => sameCodes(tally.codes, wanted)).sort(bySureness)
  if (exact.length > 0) return chosen(exact)
  const parts = cover(usable, wanted)
  if (parts) return summed(parts)
  const doubts = tallies.filter(
    (tally) => !isBase(tally) && tally.codes.some((code) => wanted.includes(code)) && tally.n === null,
  )
  const reasons = [...new Set(doubts.map((tally) => sentence(tally.reason ?? 'effectif illisible')))]
  if (reasons.length > 0) return { state: 'illegible', reason: reasons.join(' ') }
  return { state: 'no_data', reason: 'Aucun effectif n’est imprimé.' }
}

/**
 * The base. Where two disagree the printed one is used and the other is kept beside it: neither is mended.
 */
export function baseOf(tallies: readonly Tally[]): Counted {
  const bases = tallies.filter(
    (tally) => isBase(tally) && tally.n !== null && tally.certainty !== 'ambiguous',
  )
  if (bases.length > 0) return chosen([...bases].sort(bySureness))
  const reasons = tallies.filter(isBase).map((tally) => sentence(tally.reason ?? 'base illisible'))
  if (reasons.length > 0) return { state: 'illegible', reason: [...new Set(reasons)].join(' ') }
  return { state: 'no_data', reason: 'Aucune base n’est imprimée.' }
}

/**
 * Those with an opinion: all the opinions added up, else the base less « don't know » and « no answer ». Illegible when
 * neither can be read.
 */
export function opinionsOf(
  tallies: readonly Tally[],
  opinions: readonly string[],
  missing: readonly string[],
): Counted {
  const direct = countOf(tallies, opinions)
  if (direct.state === 'known' || missing.length === 0) return direct
  const base = baseOf(tallies)
  const silent = countOf(tallies, missing)
  if (base.state === 'known' && silent.state === 'known') {
    return {
      state: 'known',
      n: base.n - silent.n,
      tallies: [...base.tallies, ...silent.tallies],
      discrepancies: [...base.discrepancies, ...silent.discrepancies],
    }
  }
  if (direct.state === 'illegible') return direct
  return silent.state === 'known' ? direct : silent
}

function sameCodes(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((code) => b.includes(code))
}

/** What is printed comes before what was reconstructed: a contradicted base is used, its alternative kept. */
const SURENESS: Readonly<Record<Certainty, number>> = Object.freeze({
  certain: 0,
  contradicted: 1,
  reconstructed: 2,
  ambiguous: 3,
})

function bySureness(a: Tally, b: Tally): number {
  return SURENESS[a.certainty] - SURENESS[b.certainty]
}

function chosen(candidates: readonly Tally[]): Counted {
  const [first, ...others] = candidates
  if (!first || first.n === null) return { state: 'no_data', reason: 'Aucun effectif n’est imprimé.' }
  const n = first.n
  const rivals = others.filter((other) => other.n !== n)
  const disagreements = rivals.map((other) => ({
    code: isBase(first) ? 'base-contradicted' : 'tallies-disagree',
    message: typeset(
      [
        `${n} imprimés, ${other.n} selon une autre lecture.`,
        sentence(first.reason ?? ''),
        sentence(other.reason ?? ''),
      ]
        .filter(Boolean)
        .join(' '),
    ),
    printed: n,
    alternative: other.n ?? undefined,
  }))
  return {
    state: 'known',
    n,
    tallies: [first, ...rivals],
    discrepancies: disagreements.length > 0 ? disagreements : doubtOf(first),
  }
}

function summed(parts: readonly Tally[]): Counted {
  return {
    state: 'known',
    n: parts.reduce((sum, part) => sum + (part.n ?? 0), 0),
    tallies: parts,
    discrepancies: parts.flatMap(doubtOf),
  }
}

function doubtOf(tally: Tally): readonly Discrepancy[] {
  if (tally.certainty !== 'reconstructed' && tally.certainty !== 'contradicted') return []
  const words = tally.certainty === 'reconstructed' ? 'Effectif reconstitué' : 'Effectif contredit'
  return [
    {
      code: tally.certainty,
      message: typeset(`${words} (${tally.n}). ${sentence(tally.reason ?? '')}`.trim()),
    },
  ]
}

/** Tallies of disjoint sets whose union is `wanted`: with certain ones only if that can be, then with any usable one. */
function cover(usable: readonly Tally[], wanted: readonly string[]): readonly Tally[] | null {
  const inside = usable.filter((tally) => tally.codes.every((code) => wanted.includes(code)))
  const certain = inside.filter((tally) => tally.certainty === 'certain')
  return exactCover(certain, wanted) ?? exactCover([...inside].sort(bySureness), wanted)
}

function exactCover(sets: readonly Tally[], wanted: readonly string[]): readonly Tally[] | null {
  const [next] = wanted
  if (next === undefined) return []
  for (const set of sets) {
    if (!set.codes.includes(next) || !set.codes.every((code) => wanted.includes(code))) continue
    const rest = exactCover(
      sets,
      wanted.filter((code) => !set.codes.includes(code)),
    )
    if (rest) return [set, ...rest]
  }
  return null
}
