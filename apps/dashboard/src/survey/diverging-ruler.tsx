import { useTranslation } from 'react-i18next'
import { formatPercent } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import style from './diverging-chart.module.css'
import { type DivergingScale, positionOf } from './diverging-layout.ts'

/** The scale over the bars: what each side means, and quarters of the base. */
export function DivergingRuler({ scale }: { scale: DivergingScale }) {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const at = (value: number) => `${positionOf(value, scale) * 100}%`
  const span = (from: number, to: number) => ({
    left: at(from),
    width: `${(positionOf(to, scale) - positionOf(from, scale)) * 100}%`,
  })
  const ticks = [-0.25, 0, 0.25, 0.5, 0.75, 1].filter((tick) => tick >= scale.low && tick <= scale.high)
  return (
    <div className={style.rulerRow} aria-hidden="true">
      <div className={style.ruler}>
        <span
          className={style.side}
          data-side="against"
          style={{ right: `${100 - positionOf(0, scale) * 100}%` }}
        >
          {t('survey.side.against')}
        </span>
        <span className={style.side} data-side="for" style={span(0, scale.high)}>
          {t('survey.side.for')}
        </span>
        <span className={style.side} data-side="apart" style={span(scale.apartFrom, scale.apartTo)}>
          {t('survey.side.apart')}
        </span>
        {ticks.map((tick) => (
          <span
            key={tick}
            className={style.tick}
            data-edge={positionOf(tick, scale) < 0.05 ? '' : undefined}
            style={{ left: at(tick) }}
          >
            {formatPercent(Math.abs(tick), locale, 0)}
          </span>
        ))}
      </div>
    </div>
  )
}
