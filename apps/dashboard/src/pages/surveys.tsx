import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { programme } from '../api/resources.ts'
import { useLocale } from '../i18n.ts'
import { Answered } from '../states/answered.tsx'
import { SurveyQuestion } from '../survey/survey-question.tsx'
import { PageHead } from './page-head.tsx'
import { Section } from './section.tsx'

/** Every questionnaire, question by question: the finding, a chart or a table, the same to take away. */
export function SurveysPage() {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const about = useQuery(programme(locale))
  return (
    <Answered query={about} lines={12}>
      {({ questionnaires }) => (
        <>
          <PageHead
            name={t('page.surveys')}
            finding={t('surveys.finding', {
              count: questionnaires.reduce((sum, { questions }) => sum + questions.length, 0),
            })}
          />
          {questionnaires.map((questionnaire) => (
            <Section key={questionnaire.id} id={questionnaire.id} title={set(questionnaire.label)}>
              {questionnaire.questions.map((question) => (
                <SurveyQuestion
                  key={question.id}
                  questionnaire={questionnaire.id}
                  question={question.id}
                  downloads
                />
              ))}
            </Section>
          ))}
        </>
      )}
    </Answered>
  )
}
