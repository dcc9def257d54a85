import type { PartnerGrid } from '@retombees/contract/partner'
import { useTranslation } from 'react-i18next'
import table from '../chart/breakdown-table.module.css'
import { formatScore } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import { ScrollTable } from '../table/scroll-table.tsx'
import { useTerritories } from '../territory/territories.tsx'
import { TerritoryName } from '../territory/territory-mark.tsx'
import style from './partners.module.css'
import { strongPartners } from './strong-partners.ts'

const MOST_NAMED = 6

/** Who is scored highest on what, in each territory by itself. */
export function StrongSection({ grid }: { grid: PartnerGrid }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const { territoryOf } = useTerritories()
  const strong = strongPartners(grid)
  return (
    <>
      <p className={style.note}>{set(grid.note)}</p>
      <ScrollTable label={t('partners.strong_caption')}>
        <table className={table.table}>
          <caption className="hidden">{t('partners.strong_caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('territories.criterion')}</th>
              {grid.territories.map(({ territory }) => (
                <th key={territory} scope="col">
                  <TerritoryName territory={territoryOf(territory)} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {grid.criteria.map(({ id, label }) => (
              <tr key={id}>
                <th scope="row">{set(label)}</th>
                {grid.territories.map(({ territory }) => {
                  const found = strong.find((one) => one.criterion === id && one.territory === territory)
                  const names = found?.partners ?? []
                  const rest = names.length - MOST_NAMED
                  return (
                    <td key={territory}>
                      {found?.best == null ? (
                        t('absence.no_data')
                      ) : (
                        <>
                          <strong>{formatScore(found.best, locale)}</strong>{' '}
                          {names.slice(0, MOST_NAMED).map(set).join(', ')}
                          {rest > 0 && ` ${t('partners.others', { count: rest })}`}
                        </>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollTable>
    </>
  )
}
