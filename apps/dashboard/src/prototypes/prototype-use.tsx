import { DEFAULT_QUERY } from '@retombees/contract/query'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { indicators } from '../api/resources.ts'
import { Bars } from '../chart/bars.tsx'
import { FieldChart } from '../chart/field-chart.tsx'
import { HeatMap } from '../chart/heat-map.tsx'
import { Figure } from '../figure/figure.tsx'
import { useLocale } from '../i18n.ts'
import style from '../pages/page.module.css'

/** How the prototypes are used and where they were taken up. A score that was printed as an image is said to be so. */
export function PrototypeUse() {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const { data } = useQuery(indicators(locale))
  const scores = data?.data.filter(({ sheet }) => /prototype/.test(sheet.id)) ?? []
  const query = DEFAULT_QUERY
  return (
    <>
      <ul className={style.list}>
        {scores.map(({ sheet, whole }) => (
          <li key={sheet.id}>
            <span className={style.item}>{set(sheet.label)}</span>
            <Figure figure={whole} of={{ kind: 'indicator', id: sheet.id }} name={set(sheet.label)} />
            {whole.state !== 'value' && <span className={style.soft}>{set(whole.reason)}</span>}
          </li>
        ))}
      </ul>
      <p className={style.lead}>{t('prototypes.adoption_lead')}</p>
      <FieldChart
        asked={{ topic: 'workshops', measure: 'held', rows: 'prototype', columns: 'centre', query }}
        drawing={HeatMap}
      />
      <FieldChart
        asked={{ topic: 'contributions', measure: 'adopted', rows: 'prototype', query }}
        drawing={Bars}
      />
    </>
  )
}
