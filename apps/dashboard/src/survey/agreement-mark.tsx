import { isKnown } from '@retombees/contract/figure'
import type { SurveyColumn, SurveyRow, SurveyTable } from '@retombees/contract/survey'
import { useTranslation } from 'react-i18next'
import drawing from '../chart/drawing.module.css'
import { Mark } from '../chart/mark.tsx'
import { formatFraction, formatHeadline, formatInterval } from '../format/value.ts'
import { useLocale } from '../i18n.ts'
import { useTerritories } from '../territory/territories.tsx'
import style from './item-bars.module.css'

interface AgreementMarkProps {
  table: SurveyTable
  item: SurveyRow
  column: SurveyColumn
  /** Null: at the right end, above the bar. */
  x: number | null
  y: number
}

/** The share that agrees, its counts and its interval, beside the bar that they sum up. */
export function AgreementMark({ table, item, column, x, y }: AgreementMarkProps) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const { territoryOf } = useTerritories()
  const figure = column.agreement
  if (figure === null) return null
  const headline = isKnown(figure) ? formatHeadline(figure, locale) : t(`absence.${figure.state}`)
  const rest = isKnown(figure)
    ? [
        figure.smallBase ? null : formatFraction(figure, locale),
        figure.interval === null ? null : formatInterval(figure.interval, figure.format, locale),
      ].filter((part) => part !== null)
    : []
  return (
    <Mark
      figure={figure}
      name={`${set(item.label)}, ${territoryOf(column.territory).label}, ${t('survey.agreement')}`}
      of={{
        kind: 'survey',
        questionnaire: table.questionnaire,
        item: item.item,
        territory: column.territory,
      }}
      first={false}
    >
      <text
        className={style.agreement}
        x={x ?? '100%'}
        y={y}
        textAnchor={x === null ? 'end' : 'start'}
        dominantBaseline={x === null ? 'auto' : 'central'}
      >
        {headline}
        <tspan className={drawing.soft} fontWeight="400" fontSize="12" dx="6">
          {rest.join('  ')}
        </tspan>
      </text>
    </Mark>
  )
}
