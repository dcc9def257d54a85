import type { PartnerGrid } from '@retombees/contract/partner'
import { useTranslation } from 'react-i18next'
import { formatScore } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import { useTerritories } from '../territory/territories.tsx'
import { TerritoryName } from '../territory/territory-mark.tsx'
import style from './partners.module.css'

/** What each grid holds, territory by territory, in words: set side by side, never ranked. */
export function PartnerSummary({ grid }: { grid: PartnerGrid }) {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const { territoryOf } = useTerritories()
  return (
    <ul className={style.summary}>
      {grid.territories.map((territory) => (
        <li key={territory.territory}>
          <TerritoryName territory={territoryOf(territory.territory)} />
          <span>
            {t('partners.of_territory', {
              engagements: t('base.engagements', { count: territory.engagements }),
              partners: t('base.partners', { count: territory.partners }),
            })}
            {territory.mean !== null &&
              `, ${t('partners.mean_of', { mean: formatScore(territory.mean, locale) })}`}
          </span>
        </li>
      ))}
    </ul>
  )
}
