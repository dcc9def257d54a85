import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { programme } from '../api/resources.ts'
import { useLocale } from '../i18n.ts'
import { Answered } from '../states/answered.tsx'
import style from './page.module.css'
import { PageHead } from './page-head.tsx'

/** Labels and spread, in the words in which they were printed: nothing of it is counted yet. */
export function SpreadPage() {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const about = useQuery(programme(locale))
  return (
    <Answered query={about} lines={8}>
      {({ spread }) => {
        const [first, ...rest] = spread
        return (
          <>
            <PageHead name={t('page.spread')} finding={set(first?.replace(/\.$/, '') ?? t('spread.none'))}>
              <p className={style.lead}>{t('spread.lead')}</p>
            </PageHead>
            <ul className={style.statements}>
              {rest.map((statement) => (
                <li key={statement}>{set(statement)}</li>
              ))}
            </ul>
          </>
        )
      }}
    </Answered>
  )
}
