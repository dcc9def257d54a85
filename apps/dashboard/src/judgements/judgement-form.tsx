import { Grade } from '@retombees/contract/evidence'
import type { JudgementDraft } from '@retombees/contract/judgement'
import type { QuestionResult } from '@retombees/contract/question'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { answerOf, api, asking } from '../api/client.ts'
import { useLocale } from '../i18n.ts'
import { ProblemNotice } from '../states/problem-notice.tsx'
import style from './judgements.module.css'

interface JudgementFormProps {
  question: QuestionResult
  snapshot: string
  onDone: () => void
}

/** Where an evaluator writes an answer and signs it, in view of the publication on screen. */
export function JudgementForm({ question, snapshot, onDone }: JudgementFormProps) {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const client = useQueryClient()
  const text = useId()
  const sign = useMutation({
    mutationFn: (json: JudgementDraft) => answerOf(api.judgements.$post({ json }, asking(locale))),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['judgements'] })
      onDone()
    },
  })
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const grade = Grade.safeParse(given.get('grade'))
    if (!grade.success) return
    sign.mutate({ question: question.id, grade: grade.data, text: String(given.get('text') ?? ''), snapshot })
  }
  return (
    <form className={style.form} onSubmit={send}>
      <fieldset>
        <legend>{t('judgement.grade')}</legend>
        {Grade.options.map((grade) => (
          <label key={grade}>
            <input type="radio" name="grade" value={grade} required />
            {t(`grade.${grade}`)}
          </label>
        ))}
      </fieldset>
      <label htmlFor={text}>{t('judgement.text')}</label>
      <textarea id={text} name="text" rows={4} maxLength={10_000} required />
      <p className={style.none}>{t('judgement.warning')}</p>
      <div className={style.actions}>
        <button type="submit" disabled={sign.isPending}>
          {t('judgement.sign')}
        </button>
        <button type="button" onClick={onDone}>
          {t('judgement.cancel')}
        </button>
      </div>
      {sign.error !== null && <ProblemNotice error={sign.error} retry={() => sign.reset()} />}
    </form>
  )
}
