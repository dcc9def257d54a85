import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { judgements, questions } from '../api/resources.ts'
import { useInWords } from '../format/in-words.ts'
import { useLocale } from '../i18n.ts'
import { JudgementBlock } from '../judgements/judgement-block.tsx'
import { AtAGlance } from '../questions/at-a-glance.tsx'
import { QuestionArticle } from '../questions/question-article.tsx'
import { Answered } from '../states/answered.tsx'
import { PageHead } from './page-head.tsx'

/** Every evaluation question with all its evidence, the answers that were signed here, and where one signs another. */
export function QuestionsPage() {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const inWords = useInWords()
  const answers = useQuery(questions(locale))
  const signed = useQuery(judgements(locale))
  return (
    <Answered query={answers} lines={16}>
      {(all) => {
        const measured = all.reduce((sum, { balance }) => sum + balance.measured, 0)
        const defined = all.reduce((sum, { balance }) => sum + balance.defined, 0)
        return (
          <>
            <PageHead
              name={t('page.questions')}
              finding={t('questions.finding', {
                count: all.length,
                n: inWords(all.length),
                measured: t('questions.measured', { count: measured }),
                defined,
              })}
            />
            <AtAGlance questions={all} />
            {all.map((question) => (
              <QuestionArticle key={question.id} question={question}>
                {signed.data !== undefined && answers.data !== undefined && (
                  <JudgementBlock
                    question={question}
                    judged={signed.data.data.find((one) => one.question === question.id)}
                    snapshot={answers.data.snapshot.id}
                  />
                )}
              </QuestionArticle>
            ))}
          </>
        )
      }}
    </Answered>
  )
}
