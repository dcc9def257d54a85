import type { Finding } from '@retombees/contract/problem'

export type { Finding }

/** What a finding says before it is put into a sentence. */
export interface Observation {
  readonly code: string
  readonly file: string
  readonly row?: number
  readonly key?: string
  /** What is wrong, in French, without the place. */
  readonly problem: string
  readonly found?: string
  readonly expected?: string
  readonly remedy?: string
}

/** A finding of a definition check: `message` is the whole of it in one French sentence. */
export function finding({ problem, ...said }: Observation): Finding {
  const place = [said.file, said.row ? `ligne ${said.row}` : '', said.key ?? ''].filter(Boolean).join(', ')
  const found = said.found === undefined || problem.includes(said.found) ? '' : ` (trouvé : ${said.found})`
  const expected = said.expected === undefined ? '' : ` ; attendu : ${said.expected}`
  const remedy = said.remedy === undefined ? '' : ` ; à faire : ${said.remedy}`
  return { ...said, message: `${place} : ${problem}${found}${expected}${remedy}.` }
}
