import type { Engagement, PartnerGrid } from '@retombees/contract/partner'
import { useTranslation } from 'react-i18next'
import { Figure } from '../figure/figure.tsx'
import { useLocale } from '../i18n.ts'
import { useTerritories } from '../territory/territories.tsx'
import { TerritoryName } from '../territory/territory-mark.tsx'
import { heatOf } from './heat.ts'
import style from './partners.module.css'
import { meanFigure, scoreFigure } from './score-figure.ts'

interface PartnerRowProps {
  engagement: Engagement
  grid: PartnerGrid
  /** The row through which the keyboard enters the table. */
  leading: boolean
  /** The highest score of the grid, which warms the cells. */
  highest: number
}

/** One engagement: who, where, on what, its six scores and their mean. Each number opens the row it comes from. */
export function PartnerRow({ engagement, grid, leading, highest }: PartnerRowProps) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const { territoryOf } = useTerritories()
  const words = { rule: t('partners.rule'), missing: t('partners.missing') }
  const target = { kind: 'partner', load: engagement.loadId, row: engagement.row } as const
  const named = `${engagement.partnerLabel}, ${territoryOf(engagement.territory).label}`
  const mean = meanFigure(engagement, grid, words)
  return (
    <tr>
      <th scope="row">
        {set(engagement.partnerLabel)}
        <span className={style.narrow}>
          <TerritoryName territory={territoryOf(engagement.territory)} /> {set(engagement.theme)}
        </span>
        {engagement.internal && <span className={style.tag}>{t('partners.internal')}</span>}
        {engagement.warnings.map((warning) => (
          <span key={warning} className={style.warning}>
            {set(warning)}
          </span>
        ))}
      </th>
      <td className={style.wide}>
        <TerritoryName territory={territoryOf(engagement.territory)} />
      </td>
      <td className={`${style.wide} ${style.theme}`}>
        {engagement.theme === '' ? (
          <span className={style.none}>{t('partners.no_theme')}</span>
        ) : (
          set(engagement.theme)
        )}
      </td>
      {grid.criteria.map(({ id, label }, index) => {
        const figure = scoreFigure(engagement, id, grid, words)
        return (
          <td
            key={id}
            className={style.score}
            data-score={heatOf(engagement.scores[id] ?? null, highest) ?? 'none'}
          >
            <Figure
              figure={figure}
              of={target}
              name={`${named}, ${set(label)}`}
              size="cell"
              tabIndex={leading && index === 0 ? 0 : -1}
            />
          </td>
        )
      })}
      <td className={style.mean}>
        <Figure
          figure={mean}
          of={target}
          name={`${named}, ${t('partners.mean')}`}
          size="cell"
          tabIndex={-1}
        />
      </td>
    </tr>
  )
}
