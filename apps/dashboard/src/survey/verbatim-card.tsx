import type { CodingDraft, Verbatim } from '@retombees/contract/verbatim'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { answerOf, api, asking } from '../api/client.ts'
import { formatDate } from '../format/date.ts'
import { useLocale } from '../i18n.ts'
import { ProblemNotice } from '../states/problem-notice.tsx'
import { useTerritories } from '../territory/territories.tsx'
import style from './verbatims.module.css'

interface VerbatimCardProps {
  verbatim: Verbatim
  questionnaire: string
  question: string
  /** The list of themes in use, for the field that gives one. */
  themes: string
  codes: boolean
}

/** One free answer: its words, where it was given, its themes; an evaluator gives and takes them away here. */
export function VerbatimCard({ verbatim, questionnaire, question, themes, codes }: VerbatimCardProps) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const { territories } = useTerritories()
  const client = useQueryClient()
  const field = useId()
  const { load, row, text, codings, centre } = verbatim
  const place = territories.find(({ id }) => id === verbatim.territory)?.label
  const code = useMutation({
    mutationFn: (json: CodingDraft) =>
      answerOf(
        api.surveys[':questionnaire'].verbatims.codings.$post(
          { param: { questionnaire }, json },
          asking(locale),
        ),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['verbatims'] }),
  })
  const give = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const theme = String(new FormData(form).get('theme') ?? '').trim()
    if (theme === '') return
    code.mutate({ question, load, row, theme, action: 'give' }, { onSuccess: () => form.reset() })
  }
  return (
    <li className={style.card}>
      <blockquote>{text}</blockquote>
      <p className={style.source}>
        {[place === undefined ? null : set(place), centre, t('surveys.row', { row })]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <div className={style.themes}>
        {codings.map(({ theme, author, codedAt }) => (
          <span
            key={theme}
            className={style.theme}
            title={t('surveys.coded', { author, date: formatDate(codedAt, locale) })}
          >
            {theme}
            {codes && (
              <button
                type="button"
                aria-label={t('surveys.take_away', { theme })}
                disabled={code.isPending}
                onClick={() => code.mutate({ question, load, row, theme, action: 'take-away' })}
              >
                ×
              </button>
            )}
          </span>
        ))}
        {codes && (
          <form onSubmit={give}>
            <label className="hidden" htmlFor={field}>
              {t('surveys.give_to', { row })}
            </label>
            <input
              id={field}
              name="theme"
              list={themes}
              maxLength={80}
              placeholder={t('surveys.theme')}
              autoComplete="off"
            />
            <button type="submit" disabled={code.isPending}>
              {t('surveys.give')}
            </button>
          </form>
        )}
      </div>
      {code.error !== null && <ProblemNotice error={code.error} retry={() => code.reset()} />}
    </li>
  )
}
