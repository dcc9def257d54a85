import { useQuery } from '@tanstack/react-query'
import { surveyTable } from '../api/resources.ts'
import { useLocale } from '../i18n.ts'
import { Answered } from '../states/answered.tsx'
import { SurveySection } from './survey-section.tsx'

interface SurveyQuestionProps {
  questionnaire: string
  question: string
}

/** One question of a questionnaire, fetched and shown. */
export function SurveyQuestion({ questionnaire, question }: SurveyQuestionProps) {
  const { locale } = useLocale()
  const table = useQuery(surveyTable(locale, questionnaire, question))
  return (
    <Answered query={table} lines={12}>
      {(data) => <SurveySection table={data} search={`rows=${question}`} />}
    </Answered>
  )
}
