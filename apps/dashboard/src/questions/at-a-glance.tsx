import type { QuestionResult } from '@retombees/contract/question'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../i18n.ts'
import { GradeMark } from '../marks/grade-mark.tsx'
import { StrengthMark } from '../marks/strength-mark.tsx'
import style from './at-a-glance.module.css'

/** The answers side by side: number, subject, grade, what the evidence weighs. Each leads to its question. */
export function AtAGlance({ questions }: { questions: QuestionResult[] }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  return (
    <nav className="screen-only" aria-label={t('committee.glance')}>
      <ol className={style.glance}>
        {questions.map((question) => (
          <li key={question.id}>
            <a href={`#${question.id}`} className={style.link}>
              <span className={style.number}>{question.number}</span>
              <span className={style.subject}>{set(question.shortLabel)}</span>
            </a>
            <p className={style.grade}>
              {question.publishedAnswer === null ? (
                t('question.no_answer')
              ) : (
                <GradeMark grade={question.publishedAnswer.grade} size="large" />
              )}
            </p>
            <p className={style.strength}>
              <StrengthMark strength={question.balance.strength} />
            </p>
            <p className={style.coverage}>
              {t('question.coverage', {
                count: question.balance.measured,
                measured: question.balance.measured,
                defined: question.balance.defined,
              })}
            </p>
          </li>
        ))}
      </ol>
    </nav>
  )
}
