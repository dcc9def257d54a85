import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { programme } from '../api/resources.ts'
import { useLocale } from '../i18n.ts'
import { FollowUpMark } from '../marks/follow-up-mark.tsx'
import { Answered } from '../states/answered.tsx'
import style from './page.module.css'
import { PageHead } from './page-head.tsx'
import { Section } from './section.tsx'

/** What the evaluators recommended, theme by theme, and what is known to have become of it. */
export function RecommendationsPage() {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const about = useQuery(programme(locale))
  return (
    <Answered query={about} lines={16}>
      {({ recommendations }) => {
        const themes = [...new Set(recommendations.map(({ theme }) => theme))]
        const reported = recommendations.filter(({ status }) => status !== 'not-reported')
        return (
          <>
            <PageHead
              name={t('page.recommendations')}
              finding={
                reported.length === 0
                  ? t('recommendations.none_reported', { count: recommendations.length })
                  : t('recommendations.finding', { count: reported.length, of: recommendations.length })
              }
            />
            {themes.map((theme) => (
              <Section key={theme} id={`theme-${themes.indexOf(theme) + 1}`} title={set(theme)}>
                <ul className={style.list}>
                  {recommendations
                    .filter((one) => one.theme === theme)
                    .map((one) => (
                      <li key={one.id}>
                        <span className={style.item}>{set(one.label)}</span>
                        <FollowUpMark status={one.status} />
                      </li>
                    ))}
                </ul>
              </Section>
            ))}
          </>
        )
      }}
    </Answered>
  )
}
