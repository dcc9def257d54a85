import type { ProgrammeSummary } from '@retombees/contract/programme'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { programme } from '../api/resources.ts'
import { useLocale } from '../i18n.ts'
import { PrototypeUse } from '../prototypes/prototype-use.tsx'
import { Answered } from '../states/answered.tsx'
import style from './page.module.css'
import { PageHead } from './page-head.tsx'
import { Section } from './section.tsx'

/** The prototypes by intervention area, each with where it was printed. */
export function PrototypesPage() {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const about = useQuery(programme(locale))
  return (
    <Answered query={about} lines={16}>
      {({ prototypes, areas }) => {
        const unplaced = prototypes.filter((prototype) => prototype.areas.length === 0)
        return (
          <>
            <PageHead
              name={t('page.prototypes')}
              finding={t('prototypes.finding', { count: prototypes.length, areas: areas.length })}
            >
              <p className={style.lead}>{t('prototypes.lead')}</p>
            </PageHead>
            <Section id="use" title={t('prototypes.use')}>
              <PrototypeUse />
            </Section>
            {areas.map((area) => (
              <Section key={area.id} id={area.id} title={set(area.label)}>
                <PrototypeList prototypes={prototypes.filter((one) => one.areas.includes(area.id))} />
              </Section>
            ))}
            {unplaced.length > 0 && (
              <Section id="unplaced" title={t('prototypes.unplaced')}>
                <PrototypeList prototypes={unplaced} />
              </Section>
            )}
          </>
        )
      }}
    </Answered>
  )
}

function PrototypeList({ prototypes }: { prototypes: ProgrammeSummary['prototypes'] }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  if (prototypes.length === 0) return <p className={style.soft}>{t('prototypes.none')}</p>
  return (
    <ul className={style.list}>
      {prototypes.map((prototype) => (
        <li key={prototype.id}>
          <span className={style.item}>{set(prototype.label)}</span>{' '}
          <span className={style.soft}>
            {prototype.sources.map((source) => t(`prototypes.source.${source}`)).join(', ')}
          </span>
        </li>
      ))}
    </ul>
  )
}
