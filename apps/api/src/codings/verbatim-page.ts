import type { VerbatimPage } from '@retombees/contract/verbatim'
import { fold } from '@retombees/model/fold'
import { holdsWords, type WrittenAnswers } from '@retombees/model/verbatims'
import { type Codings, keyOf } from './codings.ts'

/** What a page of verbatims is asked for. */
export interface VerbatimAsked {
  readonly rows: string
  readonly search: string
  readonly theme: string
  readonly page: number
  readonly size: number
}

/** The free answers that hold every word looked for and have the theme, with their themes, a page of them. */
export function verbatimPage(
  questionnaire: string,
  { label, answers, filters, provenance }: WrittenAnswers,
  themes: Awaited<ReturnType<Codings['themes']>>,
  { rows, search, theme, page, size }: VerbatimAsked,
): VerbatimPage {
  const coded = answers.map((each) => ({ ...each, codings: [...(themes.get(keyOf(each)) ?? [])] }))
  const wanted = fold(theme)
  const matching = coded.filter(
    ({ text, codings }) =>
      holdsWords(text, search) && (wanted === '' || codings.some((coding) => fold(coding.theme) === wanted)),
  )
  const counts = new Map<string, { theme: string; n: number }>()
  for (const { theme: name } of coded.flatMap(({ codings }) => codings)) {
    const known = counts.get(fold(name)) ?? { theme: name, n: 0 }
    counts.set(fold(name), { ...known, n: known.n + 1 })
  }
  return {
    questionnaire,
    question: rows,
    label,
    total: coded.length,
    matching: matching.length,
    page,
    size,
    verbatims: matching.slice((page - 1) * size, page * size),
    themes: [...counts.values()].sort((a, b) => b.n - a.n || a.theme.localeCompare(b.theme, 'fr')),
    filters: [...filters],
    provenance,
  }
}
