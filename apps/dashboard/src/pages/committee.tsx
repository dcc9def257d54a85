import type { ProgrammeSummary } from '@retombees/contract/programme'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemError } from '../api/problem.ts'
import { funding, logicModels, programme, questions } from '../api/resources.ts'
import { CommitteeHeader } from '../committee/committee-header.tsx'
import { CommitteePicker } from '../committee/committee-picker.tsx'
import { useCommittee } from '../committee/use-committee.ts'
import { FundingSection } from '../funding/funding-section.tsx'
import { useLocale } from '../i18n.ts'
import { AtAGlance } from '../questions/at-a-glance.tsx'
import { QuestionArticle } from '../questions/question-article.tsx'
import { Answered } from '../states/answered.tsx'
import { LoadingLines } from '../states/loading.tsx'
import { NothingPublished } from '../states/nothing-published.tsx'
import { ProblemNotice } from '../states/problem-notice.tsx'
import { SurveyQuestion } from '../survey/survey-question.tsx'
import style from './page.module.css'
import { Section } from './section.tsx'

const ChangesSection = lazy(() => import('../committee/changes-section.tsx'))
const TrendSection = lazy(() => import('../committee/trend-section.tsx'))
const FrozenPagesSection = lazy(() => import('../committee/frozen-pages-section.tsx'))
const PartnerSection = lazy(() => import('../partners/partner-section.tsx'))
const LogicModelSection = lazy(() => import('../logic-model/logic-model-section.tsx'))

/** The steering committee's page: four answers first, then what they rest on. */
export function CommitteePage() {
  const { locale } = useLocale()
  const answers = useQuery(questions(locale))
  const about = useQuery(programme(locale))
  const { t } = useTranslation()
  const [committee] = useCommittee(about.data?.data.committees ?? [])
  const error = answers.error ?? about.error
  if (answers.data === undefined || about.data === undefined) {
    if (error instanceof ProblemError && error.problem.code === 'nothing_published')
      return <NothingPublished retry={() => void Promise.all([answers.refetch(), about.refetch()])} />
    if (error !== null)
      return (
        <ProblemNotice error={error} retry={() => void Promise.all([answers.refetch(), about.refetch()])} />
      )
    return (
      <div className={style.pending}>
        <LoadingLines lines={12} label={t('loading')} />
      </div>
    )
  }
  return (
    <>
      <CommitteePicker committees={about.data.data.committees} />
      <CommitteeHeader
        programme={about.data.data}
        questions={answers.data.data}
        snapshot={answers.data.snapshot}
        committee={committee}
      />
      <AtAGlance questions={answers.data.data} />
      <div className={style.questions}>
        {answers.data.data.map((question) => (
          <QuestionArticle key={question.id} question={question} />
        ))}
      </div>
      {committee !== undefined && (
        <Suspense fallback={<LoadingLines lines={3} label={t('loading')} />}>
          <ChangesSection committee={committee.id} />
        </Suspense>
      )}
      <Suspense fallback={<LoadingLines lines={8} label={t('loading')} />}>
        <TrendSection />
      </Suspense>
      <SurveyPart questionnaires={about.data.data.questionnaires} />
      <Section id="partners" title={t('committee.partners')}>
        <Suspense fallback={<LoadingLines lines={12} label={t('loading')} />}>
          <PartnerSection />
        </Suspense>
      </Section>
      <FundingPart />
      <LogicPart />
      {committee !== undefined && (
        <Suspense fallback={<LoadingLines lines={4} label={t('loading')} />}>
          <FrozenPagesSection committee={committee.id} snapshot={answers.data.snapshot.id} />
        </Suspense>
      )}
    </>
  )
}

/** The questions whose items the programme declares it compares between territories. */
function SurveyPart({ questionnaires }: { questionnaires: ProgrammeSummary['questionnaires'] }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  return questionnaires.map((questionnaire) => {
    const compared = questionnaire.questions.filter((question) => question.compared)
    if (compared.length === 0) return null
    return (
      <Section
        key={questionnaire.id}
        id={questionnaire.id}
        title={t('committee.survey', { questionnaire: set(questionnaire.label) })}
      >
        {compared.map((question) => (
          <SurveyQuestion key={question.id} questionnaire={questionnaire.id} question={question.id} />
        ))}
      </Section>
    )
  })
}

function FundingPart() {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const plan = useQuery(funding(locale))
  return (
    <Section id="funding" title={t('committee.funding')}>
      <Answered query={plan} lines={8}>
        {(table) => <FundingSection table={table} />}
      </Answered>
    </Section>
  )
}

function LogicPart() {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const models = useQuery(logicModels(locale))
  return (
    <Section id="logic-model" title={t('committee.logic')}>
      <Answered query={models} lines={12}>
        {(all) => (
          <Suspense fallback={<LoadingLines lines={12} label={t('loading')} />}>
            <LogicModelSection models={all} />
          </Suspense>
        )}
      </Answered>
    </Section>
  )
}
