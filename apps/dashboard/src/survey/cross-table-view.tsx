import type { CrossTable } from '@retombees/contract/cross-table'
import { useTranslation } from 'react-i18next'
import { formatCount, formatNumber, formatPercent } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import { ScrollTable } from '../table/scroll-table.tsx'
import style from './cross-section.module.css'

/** Beyond this a cell stands out from independence. */
const STANDS_OUT = 2

/** Counts, shares of the column and residuals, cell by cell; a cell that stands out says so in words too. */
export function CrossTableView({ table }: { table: CrossTable }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const weighted = table.columns.codes.some(({ effectiveBase }) => effectiveBase !== null)
  return (
    <ScrollTable label={set(table.rows.label)}>
      <table className={style.table}>
        <caption className="hidden">
          {set(t('surveys.crossed', { rows: table.rows.label, columns: table.columns.label }))}
        </caption>
        <thead>
          <tr>
            <th scope="col">{set(table.rows.label)}</th>
            {table.columns.codes.map(({ code, label }) => (
              <th scope="col" key={code}>
                {set(label)}
              </th>
            ))}
            <th scope="col">{t('surveys.whole')}</th>
          </tr>
        </thead>
        <tbody>
          {table.rows.codes.map((row) => (
            <tr key={row.code}>
              <th scope="row">{set(row.label)}</th>
              {table.columns.codes.map((column) => {
                const cell = table.cells.find((each) => each.row === row.code && each.column === column.code)
                const far = cell?.residual != null && Math.abs(cell.residual) > STANDS_OUT
                return (
                  <td
                    key={column.code}
                    data-far={far ? (Number(cell?.residual) > 0 ? 'more' : 'less') : undefined}
                  >
                    {formatCount(cell?.n ?? 0, locale)}
                    {cell?.columnShare != null && (
                      <span className={style.share}>{formatPercent(cell.columnShare, locale, 0)}</span>
                    )}
                    {cell?.interval != null && (
                      <span className={style.interval}>
                        {t('surveys.interval', {
                          low: formatNumber(cell.interval.low * 100, locale),
                          high: formatPercent(cell.interval.high, locale, 0),
                        })}
                      </span>
                    )}
                    {cell?.residual != null && (
                      <span className={style.residual}>
                        {far
                          ? t('surveys.residual_far', { residual: formatNumber(cell.residual, locale, 1) })
                          : t('surveys.residual', { residual: formatNumber(cell.residual, locale, 1) })}
                      </span>
                    )}
                  </td>
                )
              })}
              <td>{formatCount(row.n, locale)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('survey.base')}</th>
            {table.columns.codes.map(({ code, n }) => (
              <td key={code}>{formatCount(n, locale)}</td>
            ))}
            <td>{formatCount(table.n, locale)}</td>
          </tr>
          {weighted && (
            <tr>
              <th scope="row">{t('surveys.effective')}</th>
              {table.columns.codes.map(({ code, effectiveBase }) => (
                <td key={code}>{effectiveBase === null ? '' : formatNumber(effectiveBase, locale, 1)}</td>
              ))}
              <td />
            </tr>
          )}
        </tfoot>
      </table>
    </ScrollTable>
  )
}
