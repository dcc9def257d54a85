import type { SurveySummary } from '@retombees/contract/survey-catalogue'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { surveys, surveyTables } from '../api/resources.ts'
import { formatCount } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import { Answered } from '../states/answered.tsx'
import { CrossSection } from '../survey/cross-section.tsx'
import { FreeAnswers, withoutSurvey } from '../survey/free-answers.tsx'
import { SurveyBuilder } from '../survey/survey-builder.tsx'
import { SurveySection } from '../survey/survey-section.tsx'
import { encodeAsked, type SurveyAsked, useSurveyInUrl } from '../survey/use-survey-query.ts'
import style from './page.module.css'
import { PageHead } from './page-head.tsx'
import { Section } from './section.tsx'

/** One questionnaire at a time: a question, alone or crossed with another, among whom, over what base. */
export function SurveysPage() {
  const { locale, set } = useLocale()
  const all = useQuery(surveys(locale))
  const [asked, change] = useSurveyInUrl()
  return (
    <Answered query={all} lines={12}>
      {(list) => {
        const survey = list.find(({ id }) => id === asked.survey) ?? list[0]
        if (survey === undefined) return <Head surveys={list} survey={null} />
        const rows = survey.variables.some(({ id }) => id === asked.rows)
          ? asked.rows
          : (survey.variables[0]?.id ?? '')
        const whole = { ...asked, survey: survey.id, rows }
        return (
          <>
            <Head surveys={list} survey={survey} />
            <SurveyBuilder surveys={list} survey={survey} asked={whole} change={change} />
            <Section id={survey.id} title={set(survey.label)}>
              <Result survey={survey} asked={whole} change={change} />
            </Section>
          </>
        )
      }}
    </Answered>
  )
}

function Head({
  surveys: list,
  survey,
}: {
  surveys: readonly SurveySummary[]
  survey: SurveySummary | null
}) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const count = list.reduce(
    (sum, { variables }) => sum + variables.filter(({ kind }) => kind === 'item' || isAlone(kind)).length,
    0,
  )
  return (
    <PageHead name={t('page.surveys')} finding={t('surveys.finding', { count, of: list.length })}>
      {survey !== null && (
        <p className={style.lead}>
          {survey.answers !== null
            ? t('surveys.answers', {
                survey: set(survey.label),
                count: survey.answers.n,
                n: formatCount(survey.answers.n, locale),
              })
            : survey.printed
              ? t('surveys.printed_only', { survey: set(survey.label) })
              : t('surveys.no_answers', { survey: set(survey.label) })}
        </p>
      )}
    </PageHead>
  )
}

const isAlone = (kind: string) => ['single', 'multiple', 'text', 'number', 'date'].includes(kind)

interface ResultProps {
  survey: SurveySummary
  asked: SurveyAsked
  change: (part: Partial<SurveyAsked>) => void
}

function Result({ survey, asked, change }: ResultProps) {
  const question = survey.variables.find(({ id }) => id === asked.rows)
  if (question?.kind === 'text') return <FreeAnswers survey={survey} asked={asked} change={change} />
  return <Tables asked={asked} />
}

function Tables({ asked }: Pick<ResultProps, 'asked'>) {
  const { locale } = useLocale()
  const { search: _, theme: __, page: ___, ...query } = asked
  const found = useQuery(surveyTables(locale, query))
  const search = withoutSurvey(encodeAsked({ ...query, search: '', theme: '', page: 1 }))
  return (
    <Answered query={found} lines={12}>
      {(data) =>
        data.form === 'cross' ? (
          <CrossSection block={data} search={search} />
        ) : (
          <SurveySection table={data} full search={search} />
        )
      }
    </Answered>
  )
}
