import type { QuestionResult } from '@retombees/contract/question'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../i18n.ts'
import { GradeMark } from '../marks/grade-mark.tsx'
import { StrengthMark } from '../marks/strength-mark.tsx'
import { BalanceWords } from './balance-words.tsx'
import { CriteriaTable } from './criteria-table.tsx'
import { CriterionDetails } from './criterion-details.tsx'
import { IndicatorList } from './indicator-list.tsx'
import { isMeasured } from './measured.ts'
import { PublishedAnswer } from './published-answer.tsx'
import style from './question.module.css'

interface QuestionArticleProps {
  question: QuestionResult
  /** What a page sets between the answer and its evidence. */
  children?: ReactNode
}

/** An evaluation question: the answer that was given, the weight of what stands beside it, and the figures. */
export function QuestionArticle({ question, children }: QuestionArticleProps) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const measured = question.criteria.flatMap((criterion) => criterion.indicators).filter(isMeasured)
  const title = `question-${question.id}`
  return (
    <article className={style.question} id={question.id} aria-labelledby={title}>
      <div className={style.margin}>
        <p className={style.number}>{t('question.number', { number: question.number })}</p>
        {question.publishedAnswer !== null && (
          <GradeMark grade={question.publishedAnswer.grade} size="large" />
        )}
        <StrengthMark strength={question.balance.strength} />
        <p className={style.coverage}>
          {t('question.coverage', {
            count: question.balance.measured,
            measured: question.balance.measured,
            defined: question.balance.defined,
          })}
        </p>
      </div>
      <div className={style.body}>
        <p className={style.asked}>{set(question.label)}</p>
        <PublishedAnswer answer={question.publishedAnswer} titleId={title} />
        {children}
        <BalanceWords balance={question.balance} />
        <CriteriaTable
          criteria={question.criteria}
          label={t('criteria.title', { number: question.number })}
        />
        {measured.length > 0 && (
          <section
            className={style.measured}
            aria-label={t('question.measured_label', { number: question.number })}
          >
            <IndicatorList results={measured} title={t('question.measured')} />
          </section>
        )}
        <section
          className={`${style.everything} screen-only`}
          aria-label={t('question.all_label', { number: question.number })}
        >
          <h3>{t('question.all')}</h3>
          {question.criteria.map((criterion) => (
            <CriterionDetails key={criterion.id} criterion={criterion} />
          ))}
        </section>
      </div>
    </article>
  )
}
