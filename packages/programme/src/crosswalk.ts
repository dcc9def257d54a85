import type { VocabularyCode, VocabularyFile } from './vocabulary-file.ts'

/** A band of one list of ages that lies in no single band of the other. */
export interface RefusedBand {
  readonly code: string
  /** The bands of the other list that it touches: several, or none. */
  readonly touches: readonly string[]
}

/** How the codes of one list of ages become those of another; or the bands that forbid it, and why in French. */
export type Crosswalk =
  | { readonly ok: true; readonly codes: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly refused: readonly RefusedBand[]; readonly because: string }

/**
 * The passage from one list of ages to another: every band of `from` must lie whole in one band of `to`, else the
 * passage is refused, all of it. Ages are full years; a code for a missing age goes to one of the same reason.
 */
export function crosswalk(from: VocabularyFile, to: VocabularyFile): Crosswalk {
  for (const list of [from, to])
    if (list.kind !== 'ages')
      return refuse([], `« ${list.label.fr} » n’est pas une liste de tranches d’âge : rien ne s’y rapporte.`)
  const codes = new Map<string, string>()
  const refused: RefusedBand[] = []
  for (const code of from.codes) {
    const touched = to.codes.filter((other) =>
      code.missing ? other.missing === code.missing : !other.missing && overlap(code, other),
    )
    const [home, ...others] = touched
    const nests = home && others.length === 0 && (code.missing !== undefined || within(code, home))
    if (nests) codes.set(code.id, home.id)
    else refused.push({ code: code.id, touches: touched.map(({ id }) => id) })
  }
  if (refused.length === 0) return { ok: true, codes }
  return refuse(refused, sentence(refused, from, to))
}

function refuse(refused: readonly RefusedBand[], because: string): Crosswalk {
  return { ok: false, refused, because }
}

function sentence(refused: readonly RefusedBand[], from: VocabularyFile, to: VocabularyFile): string {
  const label = ({ codes }: VocabularyFile, id: string) =>
    `« ${codes.find((code) => code.id === id)?.label.fr ?? id} »`
  const reasons = refused.map(({ code, touches }) =>
    touches.length === 0
      ? `${label(from, code)} n’a pas de place dans l’autre liste`
      : `${label(from, code)} déborde ${touches.map((id) => label(to, id)).join(' et ')}`,
  )
  return `« ${from.label.fr} » ne se ramène pas à « ${to.label.fr} » : ${reasons.join(' ; ')}.`
}

type Band = Pick<VocabularyCode, 'from' | 'to'>

function ends({ from = 0, to = Number.POSITIVE_INFINITY }: Band): readonly [number, number] {
  return [from, to]
}

function overlap(a: Band, b: Band): boolean {
  const [low, high] = ends(a)
  const [from, to] = ends(b)
  return low <= to && from <= high
}

function within(a: Band, b: Band): boolean {
  const [low, high] = ends(a)
  const [from, to] = ends(b)
  return from <= low && high <= to
}
