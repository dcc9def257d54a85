import type { SurveyTable } from '@retombees/contract/survey'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Figure } from '../figure/figure.tsx'
import { formatCount } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import { ScrollTable } from '../table/scroll-table.tsx'
import { useTerritories } from '../territory/territories.tsx'
import { TerritoryName } from '../territory/territory-mark.tsx'
import { cellFigure } from './cell-figure.ts'
import style from './survey.module.css'
import { Summed, WholeRow } from './survey-whole-row.tsx'

interface SurveyTableViewProps {
  table: SurveyTable
  /** With everybody together, means and shares of mentions. */
  full?: boolean
}

/** The counts of a question as a table. Every count opens its lineage. */
export function SurveyTableView({ table, full = false }: SurveyTableViewProps) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const { territoryOf } = useTerritories()
  const agreement = table.rows.some((row) => row.columns.some((column) => column.agreement !== null))
  const everywhere = table.rows.map(({ whole }) => whole)
  const scored = full && everywhere.some(({ summary }) => summary !== null)
  const mentioned = full && everywhere.some(({ mentions }) => mentions !== null)
  const width = table.codes.length + 2 + [agreement, scored, scored, mentioned].filter(Boolean).length
  return (
    <ScrollTable label={set(table.label)}>
      <table className={style.table}>
        <caption className="hidden">{t('survey.caption', { label: set(table.label) })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('survey.territory')}</th>
            {table.codes.map(({ code, label }) => (
              <th scope="col" key={code} className={style.count}>
                {set(label)}
              </th>
            ))}
            <th scope="col" className={style.count}>
              {t('survey.base')}
            </th>
            {agreement && <th scope="col">{t('survey.agreement')}</th>}
            {scored && <th scope="col">{t('surveys.mean')}</th>}
            {scored && <th scope="col">{t('surveys.median')}</th>}
            {mentioned && <th scope="col">{t('surveys.mentions')}</th>}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <Fragment key={row.item}>
              {table.rows.length > 1 && (
                <tr>
                  <th scope="rowgroup" colSpan={width} className={style.item}>
                    {set(row.label)}
                  </th>
                </tr>
              )}
              {row.columns.map((column) => (
                <tr key={column.territory}>
                  <th scope="row">
                    <TerritoryName territory={territoryOf(column.territory)} />
                  </th>
                  {table.codes.map(({ code, label }) => {
                    const cell = column.cells.find((one) => one.code === code)
                    return (
                      <td key={code} className={style.count}>
                        {cell === undefined ? (
                          <span className={style.none}>{t('survey.not_offered')}</span>
                        ) : (
                          <Figure
                            figure={cellFigure(cell, column, table)}
                            of={{
                              kind: 'survey',
                              questionnaire: table.questionnaire,
                              item: row.item,
                              territory: column.territory,
                              code,
                            }}
                            name={`${set(row.label)}, ${territoryOf(column.territory).label}, ${set(label)}`}
                            size="cell"
                          />
                        )}
                      </td>
                    )
                  })}
                  <td className={style.count}>
                    {column.base === null ? t('survey.no_base') : formatCount(column.base, locale)}
                  </td>
                  {agreement && (
                    <td>
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
                    </td>
                  )}
                  <Summed column={column} scored={scored} mentioned={mentioned} />
                </tr>
              ))}
              {full && (
                <WholeRow
                  table={table}
                  row={row}
                  agreement={agreement}
                  scored={scored}
                  mentioned={mentioned}
                />
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  )
}
