import type { FundingTable } from '@retombees/contract/funding'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Figure } from '../figure/figure.tsx'
import { useLocale } from '../i18n.ts'
import { ScrollTable } from '../table/scroll-table.tsx'
import { useCellKeys } from '../table/use-cell-keys.ts'
import { useTerritories } from '../territory/territories.tsx'
import { TerritoryName } from '../territory/territory-mark.tsx'
import style from './funding.module.css'
import { fundingFigure } from './funding-figure.ts'
import { fundingRows } from './funding-matrix.ts'

/** The plan as a table: funders down, territories and years across, totals in the last row and columns. */
export function FundingTableView({ table }: { table: FundingTable }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const { territoryOf } = useTerritories()
  const onKeyDown = useCellKeys()
  return (
    <ScrollTable label={t('funding.caption')}>
      <table className={style.table}>
        <caption className="hidden">{t('funding.caption')}</caption>
        <thead>
          <tr>
            <td />
            {table.byTerritory.map(({ key }) => (
              <th key={key} scope="colgroup" colSpan={table.years.length + 1} className={style.group}>
                <TerritoryName territory={territoryOf(key)} />
              </th>
            ))}
            <th scope="colgroup" className={style.group}>
              <TerritoryName territory={territoryOf(undefined)} />
            </th>
          </tr>
          <tr>
            <th scope="col">{t('funding.funder')}</th>
            {table.byTerritory.map(({ key }) => (
              <Fragment key={key}>
                {table.years.map((year) => (
                  <th key={year} scope="col" className={style.amount}>
                    {year}
                  </th>
                ))}
                <th scope="col" className={style.amount}>
                  {t('funding.total')}
                </th>
              </Fragment>
            ))}
            <th scope="col" className={style.amount}>
              {t('funding.total')}
            </th>
          </tr>
        </thead>
        <tbody onKeyDown={onKeyDown}>
          {fundingRows(table).map((row, line) => (
            <tr
              key={row.funder?.id ?? 'total'}
              className={row.funder === undefined ? style.totals : undefined}
            >
              <th scope="row">{row.funder === undefined ? t('funding.total') : set(row.funder.label)}</th>
              {row.cells.map((cell, index) => (
                <td
                  key={`${cell.territory ?? 'all'}-${cell.year ?? 'all'}`}
                  className={style.amount}
                  data-total={cell.year === undefined ? '' : undefined}
                >
                  <Figure
                    figure={fundingFigure(cell, table, t('funding.dash'))}
                    of={{
                      kind: 'funding',
                      ...(cell.territory === undefined ? {} : { territory: cell.territory }),
                      ...(cell.funder === undefined ? {} : { funder: cell.funder }),
                      ...(cell.year === undefined ? {} : { year: cell.year }),
                    }}
                    name={[
                      row.funder?.label ?? t('funding.total'),
                      territoryOf(cell.territory).label,
                      cell.year ?? t('funding.every_year'),
                    ].join(', ')}
                    size="cell"
                    tabIndex={line === 0 && index === 0 ? 0 : -1}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  )
}
