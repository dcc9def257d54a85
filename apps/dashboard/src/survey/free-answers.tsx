import type { SurveySummary } from '@retombees/contract/survey-catalogue'
import { encodeSurveyQuery } from '@retombees/contract/survey-query'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { surveyWords, verbatims } from '../api/resources.ts'
import { session } from '../api/session.ts'
import { useLocale } from '../i18n.ts'
import { Answered } from '../states/answered.tsx'
import style from './cross-section.module.css'
import { encodeAsked, type SurveyAsked } from './use-survey-query.ts'
import { VerbatimsSection } from './verbatims-section.tsx'
import { WordsSection } from './words-section.tsx'

interface FreeAnswersProps {
  survey: SurveySummary
  asked: SurveyAsked
  change: (part: Partial<SurveyAsked>) => void
}

/** The free answers to a question: their words, then the answers themselves; or why this viewer sees neither. */
export function FreeAnswers({ survey, asked, change }: FreeAnswersProps) {
  const { t } = useTranslation()
  if (!survey.verbatims)
    return (
      <section className={style.refused} data-refusal="closed">
        <h3>{t('surveys.verbatims')}</h3>
        <p>{t('surveys.verbatims_closed')}</p>
      </section>
    )
  return <OpenAnswers survey={survey} asked={asked} change={change} />
}

function OpenAnswers({ survey, asked, change }: FreeAnswersProps) {
  const { locale } = useLocale()
  const who = useQuery(session(locale))
  const own = { ...asked, survey: survey.id, columns: '', base: 'all-respondents' as const }
  const words = useQuery(surveyWords(locale, own))
  const page = useQuery(verbatims(locale, own))
  const search = withoutSurvey(encodeSurveyQuery(own))
  return (
    <>
      <Answered query={words} lines={6}>
        {(data) => <WordsSection words={data} search={search} />}
      </Answered>
      <Answered query={page} lines={8}>
        {(data) => (
          <VerbatimsSection
            page={data}
            asked={asked}
            change={change}
            codes={who.data?.data?.role === 'evaluator'}
            search={withoutSurvey(encodeAsked({ ...own, page: 1 }))}
          />
        )}
      </Answered>
    </>
  )
}

/** The same query without its questionnaire, which is in the path of the API. */
export function withoutSurvey(search: string): string {
  const params = new URLSearchParams(search)
  params.delete('survey')
  return params.toString()
}
