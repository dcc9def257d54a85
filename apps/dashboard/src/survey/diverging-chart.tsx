import type { SurveyRow, SurveyTable } from '@retombees/contract/survey'
import { useTranslation } from 'react-i18next'
import { Figure } from '../figure/figure.tsx'
import { useLocale } from '../i18n.ts'
import { useTerritories } from '../territory/territories.tsx'
import { TerritoryName } from '../territory/territory-mark.tsx'
import { DivergingBars } from './diverging-bars.tsx'
import style from './diverging-chart.module.css'
import { type DivergingScale, layOutBar, scaleOf } from './diverging-layout.ts'
import { DivergingLegend } from './diverging-legend.tsx'
import { DivergingRuler } from './diverging-ruler.tsx'

/** Agreement to the right, disagreement to the left, no opinion apart: one pair of bars an item, all on one scale. */
export default function DivergingChart({ table }: { table: SurveyTable }) {
  const { t } = useTranslation()
  const bars = table.rows.flatMap((row) =>
    row.columns.flatMap((column) => layOutBar(column, table.codes) ?? []),
  )
  const scale = scaleOf(bars)
  return (
    <figure className={style.chart} data-provenance={table.provenance}>
      <DivergingLegend table={table} bars={bars} />
      <DivergingRuler scale={scale} />
      <ol>
        {table.rows.map((row) => (
          <ItemBars key={row.item} row={row} table={table} scale={scale} />
        ))}
      </ol>
      <figcaption className={style.caption}>{t('survey.units')}</figcaption>
    </figure>
  )
}

function ItemBars({ row, table, scale }: { row: SurveyRow; table: SurveyTable; scale: DivergingScale }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const { territoryOf } = useTerritories()
  return (
    <li className={style.item}>
      <p className={style.label}>{set(row.label)}</p>
      <div className={style.pair}>
        <div className={style.names}>
          {row.columns.map((column) => (
            <TerritoryName key={column.territory} territory={territoryOf(column.territory)} />
          ))}
        </div>
        <DivergingBars row={row} table={table} scale={scale} />
        <div className={style.figures}>
          {row.columns.map((column) => (
            <p key={column.territory}>
              <span className={style.narrow}>
                <TerritoryName territory={territoryOf(column.territory)} />
              </span>{' '}
              {column.agreement !== null && (
                <Figure
                  figure={column.agreement}
                  of={{
                    kind: 'survey',
                    questionnaire: table.questionnaire,
                    item: row.item,
                    territory: column.territory,
                  }}
                  name={`${set(row.label)}, ${territoryOf(column.territory).label}, ${t('survey.agreement')}`}
                />
              )}
            </p>
          ))}
        </div>
      </div>
      {row.comparison !== null && <p className={style.claim}>{set(row.comparison.sentence)}</p>}
    </li>
  )
}
