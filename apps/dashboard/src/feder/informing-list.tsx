import type { IndicatorResult } from '@retombees/contract/indicator'
import { useTranslation } from 'react-i18next'
import { Figure } from '../figure/figure.tsx'
import { useLocale } from '../i18n.ts'
import style from '../pages/page.module.css'
import { linesOf } from '../questions/indicator-row.tsx'
import { useTerritories } from '../territory/territories.tsx'

/** Indicators that inform a control, each figure with its base and the way to its source, or why there is none. */
export function InformingList({ results }: { results: readonly IndicatorResult[] }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const { territoryOf } = useTerritories()
  if (results.length === 0) return <p className={style.soft}>{t('feder.no_indicator')}</p>
  return (
    <ul className={style.list}>
      {results.flatMap((result) =>
        linesOf(result).map(({ territory, figure }) => (
          <li key={`${result.sheet.id}-${territory ?? 'whole'}`}>
            <span className={style.item}>
              {set(result.sheet.label)}
              {territory !== undefined && ` — ${territoryOf(territory).label}`}
            </span>
            <Figure
              figure={figure}
              of={{
                kind: 'indicator',
                id: result.sheet.id,
                ...(territory === undefined ? {} : { territory }),
              }}
              name={`${set(result.sheet.label)}, ${territoryOf(territory).label}`}
            />
          </li>
        )),
      )}
    </ul>
  )
}
