import type { SurveyTable } from '@retombees/contract/survey'
import { useTranslation } from 'react-i18next'
import { Figure } from '../figure/figure.tsx'
import { formatPercent } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import { useTerritories } from '../territory/territories.tsx'
import { TerritoryMark, TerritoryName } from '../territory/territory-mark.tsx'
import { cellFigure } from './cell-figure.ts'
import style from './option-bars.module.css'

/** A question with several answers: each option with one bar a territory, the most given first; lengths are shares of the base. */
export function OptionBars({ table }: { table: SurveyTable }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const { territoryOf } = useTerritories()
  const [row] = table.rows
  if (row === undefined) return null
  const given = (code: string) =>
    row.columns.reduce((sum, { cells }) => sum + (cells.find((cell) => cell.code === code)?.n ?? 0), 0)
  const options = table.codes.toSorted((a, b) => given(b.code) - given(a.code))
  return (
    <>
      <ul className={style.legend}>
        {row.columns.map((column) => (
          <li key={column.territory}>
            <TerritoryName territory={territoryOf(column.territory)} />{' '}
            <span className={style.share}>
              {column.base === null ? t('survey.no_base') : t('base.respondents', { count: column.base })}
            </span>
          </li>
        ))}
      </ul>
      <ul className={style.options}>
        {options.map(({ code, label }) => (
          <li key={code} className={style.option}>
            <span className={style.label}>{set(label)}</span>
            <div>
              {row.columns.map((column) => {
                const cell = column.cells.find((one) => one.code === code)
                if (cell === undefined) return null
                const territory = territoryOf(column.territory)
                return (
                  <div key={column.territory} className={style.line} data-colour={territory.colour}>
                    <TerritoryMark territory={territory} />
                    <svg className={style.track} aria-hidden="true">
                      <rect width={`${(cell.share ?? 0) * 100}%`} height="100%" />
                    </svg>
                    <Figure
                      figure={cellFigure(cell, column, table)}
                      of={{
                        kind: 'survey',
                        questionnaire: table.questionnaire,
                        item: row.item,
                        territory: column.territory,
                        code,
                      }}
                      name={`${set(label)}, ${territory.label}`}
                      size="cell"
                    />
                    <span className={style.share}>
                      {cell.share === null ? t('survey.no_base') : formatPercent(cell.share, locale, 0)}
                    </span>
                  </div>
                )
              })}
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
