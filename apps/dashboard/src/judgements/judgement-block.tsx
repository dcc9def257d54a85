import type { JudgedQuestion } from '@retombees/contract/judgement'
import type { QuestionResult } from '@retombees/contract/question'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { session } from '../api/session.ts'
import { formatDate } from '../format/date.ts'
import { useLocale } from '../i18n.ts'
import { GradeMark } from '../marks/grade-mark.tsx'
import { JudgementForm } from './judgement-form.tsx'
import style from './judgements.module.css'

interface JudgementBlockProps {
  question: QuestionResult
  judged: JudgedQuestion | undefined
  /** The publication whose evidence is on screen, and that a signature is given in view of. */
  snapshot: string
}

/** The answer signed here, what the evidence has done since, those before it, and, for an evaluator, where to sign. */
export function JudgementBlock({ question, judged, snapshot }: JudgementBlockProps) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const [writing, setWriting] = useState(false)
  const { data } = useQuery(session(locale))
  const maySign = data?.data?.role === 'evaluator'
  if (judged === undefined && !maySign) return null
  return (
    <div className={style.block}>
      <h3>{t('judgement.title')}</h3>
      {judged === undefined ? (
        <p className={style.none}>{t('judgement.none')}</p>
      ) : (
        <>
          <GradeMark grade={judged.current.grade} size="large" />
          <p className={style.text}>{set(judged.current.text)}</p>
          <p className={style.signed}>
            {t('judgement.signed', {
              author: judged.current.author,
              date: formatDate(judged.current.signedAt, locale),
            })}
          </p>
          <p className={style.standing} data-standing={judged.standing}>
            {t(`judgement.standing.${judged.standing}`)}
          </p>
          <ul className={style.changes}>
            {judged.changes.map(({ sentence, against }) => (
              <li key={sentence} data-against={against ? '' : undefined}>
                {set(sentence)}
              </li>
            ))}
          </ul>
          {judged.history.length > 0 && (
            <details className={style.history}>
              <summary>{t('judgement.history', { count: judged.history.length })}</summary>
              <ol>
                {judged.history.map((past) => (
                  <li key={past.id}>
                    <GradeMark grade={past.grade} /> {set(past.text)}{' '}
                    <span className={style.signed}>
                      {t('judgement.signed', {
                        author: past.author,
                        date: formatDate(past.signedAt, locale),
                      })}
                    </span>
                  </li>
                ))}
              </ol>
            </details>
          )}
        </>
      )}
      {maySign && !writing && (
        <button type="button" className={style.write} onClick={() => setWriting(true)}>
          {judged === undefined ? t('judgement.write') : t('judgement.rewrite')}
        </button>
      )}
      {writing && <JudgementForm question={question} snapshot={snapshot} onDone={() => setWriting(false)} />}
    </div>
  )
}
