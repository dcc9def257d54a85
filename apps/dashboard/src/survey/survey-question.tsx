import { useQuery } from '@tanstack/react-query'
import { surveyTable } from '../api/resources.ts'
import { Downloads } from '../download/downloads.tsx'
import { useLocale } from '../i18n.ts'
import { Answered } from '../states/answered.tsx'
import { SurveySection } from './survey-section.tsx'

interface SurveyQuestionProps {
  questionnaire: string
  question: string
  /** Whether the table can be taken away from here. */
  downloads?: boolean
}

/** One question of a questionnaire, fetched and shown. */
export function SurveyQuestion({ questionnaire, question, downloads = false }: SurveyQuestionProps) {
  const { locale, set } = useLocale()
  const table = useQuery(surveyTable(locale, questionnaire, question))
  return (
    <Answered query={table} lines={12}>
      {(data) => (
        <SurveySection table={data}>
          {downloads && data.kind !== 'text' && (
            <Downloads
              path={`surveys/${questionnaire}/tables`}
              search={`rows=${question}`}
              of={set(data.label)}
            />
          )}
        </SurveySection>
      )}
    </Answered>
  )
}
