import { useTranslation } from 'react-i18next'
import drawing from '../chart/drawing.module.css'
import { formatPercent } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import type { DivergingScale } from './diverging-layout.ts'

const QUARTERS = [-0.5, -0.25, 0, 0.25, 0.5, 0.75, 1]

interface ItemRulerProps {
  scale: DivergingScale
  /** Where a share of the base stands, in pixels. */
  at: (share: number) => number
  printed: boolean
}

/** The scale over the bars: what each side means, and quarters of the base. */
export function ItemRuler({ scale, at, printed }: ItemRulerProps) {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const hasRoom = at(0) - at(scale.low) > 105
  return (
    <g>
      {hasRoom && (
        <text className={drawing.soft} x={at(0) - 6} y={printed ? 9 : 12} textAnchor="end">
          {`← ${t('survey.side.against')}`}
        </text>
      )}
      <text className={drawing.soft} x={at(0) + 6} y={printed ? 9 : 12}>
        {`${t('survey.side.for')} →`}
      </text>
      {scale.apartTo > scale.apartFrom && (
        <text className={drawing.soft} x={at(scale.apartFrom)} y={printed ? 9 : 12}>
          {t('survey.side.apart')}
        </text>
      )}
      {QUARTERS.filter((tick) => tick >= scale.low && tick <= scale.high).map((tick) => (
        <text key={tick} className={drawing.soft} x={at(tick)} y={printed ? 22 : 30} textAnchor="middle">
          {formatPercent(Math.abs(tick), locale, 0)}
        </text>
      ))}
    </g>
  )
}
