import type { Answer } from '@retombees/contract/evidence'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../format/date.ts'
import { typeset } from '../format/typography.ts'
import { useLocale } from '../i18n.ts'
import style from './question.module.css'

/** The verdict word for word, in the language it was written in, with who gave it, when and where. */
export function PublishedAnswer({ answer, titleId }: { answer: Answer | null; titleId: string }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  if (answer === null) {
    return (
      <h2 className={style.verdict} id={titleId}>
        {t('question.no_answer')}
      </h2>
    )
  }
  return (
    <>
      <h2 className={style.verdict} id={titleId} lang="fr">
        {typeset(answer.text, 'fr')}
      </h2>
      <p className={style.signature}>
        {t('question.signature', {
          author: answer.author,
          date: formatDate(answer.date, locale),
          source: set(answer.source),
        })}
      </p>
    </>
  )
}
