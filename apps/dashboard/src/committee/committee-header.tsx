import type { ProgrammeSummary } from '@retombees/contract/programme'
import type { QuestionResult } from '@retombees/contract/question'
import type { SnapshotStamp } from '@retombees/contract/snapshot'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate, yearOf } from '../format/date.ts'
import { useInWords } from '../format/in-words.ts'
import { useLocale } from '../i18n.ts'
import style from '../pages/page.module.css'
import { onSeveralSources, provenancesOf, tallyGrades } from './findings.ts'

interface CommitteeHeaderProps {
  programme: ProgrammeSummary
  questions: QuestionResult[]
  snapshot: SnapshotStamp
  /** The committee whose page it is. */
  committee: ProgrammeSummary['committees'][number] | undefined
}

/** Programme, committee, the finding in a line, what the figures are and what they cannot say. */
export function CommitteeHeader({ programme, questions, snapshot, committee }: CommitteeHeaderProps) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const inWords = useInWords()
  const grades = tallyGrades(questions)
    .map(({ grade, count }) => t(`committee.grade.${grade}`, { count, n: inWords(count) }))
    .join(t('committee.and'))
  const years = [
    ...new Set(questions.flatMap(({ publishedAnswer }) => publishedAnswer?.date.slice(0, 4) ?? [])),
  ]
  const several = onSeveralSources(questions)
  const provenances = provenancesOf(questions)
  useEffect(() => {
    document.title = `${t('page.committee')} — ${programme.label}`
  }, [t, programme.label])
  return (
    <header className={style.head}>
      <p className={style.overline}>
        {set(programme.label)} · {set(committee?.label ?? t('page.committee'))}
      </p>
      <h1>
        {grades === ''
          ? t('committee.no_answer', { count: questions.length })
          : t('committee.finding', { count: questions.length, n: inWords(questions.length), grades })}
      </h1>
      {grades !== '' && (
        <p className={style.deck}>
          {several === 0
            ? t('committee.no_second_source')
            : t('committee.several_sources', { count: several, n: inWords(several), of: questions.length })}
        </p>
      )}
      <p className={style.lead}>
        {t('committee.limits', { count: programme.centres.length, n: inWords(programme.centres.length) })}
      </p>
      <p className={style.stamp}>
        {provenances.map((provenance) => (
          <span key={provenance}>
            {t(`committee.provenance.${provenance}`, { year: years.map(yearOf).join(', ') })}
          </span>
        ))}
        <span>{t('committee.snapshot', { date: formatDate(snapshot.publishedAt, locale) })}</span>
      </p>
    </header>
  )
}
