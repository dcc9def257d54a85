import { useTranslation } from 'react-i18next'
import { Figure } from '../figure/figure.tsx'
import { formatChange, formatValue } from '../format/value.ts'
import { useLocale } from '../i18n.ts'
import { ScrollTable } from '../table/scroll-table.tsx'
import { useCellKeys } from '../table/use-cell-keys.ts'
import style from './breakdown-table.module.css'
import type { DrawingProps } from './drawing-props.ts'
import { cellAt } from './lay-out.ts'
import { besideRows } from './previous.ts'

interface BreakdownTableProps extends DrawingProps {
  /** The period before, in words. */
  beforeLabel: string
}

/** The same data as the drawing, every cell a figure; the total is counted afresh. */
export function BreakdownTable({ table, name, lineage, own, before, beforeLabel }: BreakdownTableProps) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const onKeyDown = useCellKeys()
  const columns = table.columns?.values ?? [null]
  const beside = besideRows(table, before)
  const besideWords = (value: number | null) =>
    value === null
      ? t('absence.no_data')
      : before === undefined
        ? formatChange(value, table.total.format, locale)
        : formatValue(value, table.total.format, locale)
  return (
    <ScrollTable label={name}>
      <table className={style.table}>
        <caption className="hidden">{name}</caption>
        <thead>
          <tr>
            <th scope="col">{set(table.rows.label)}</th>
            {columns.map((column) => (
              <th key={column?.key ?? 'whole'} scope="col" className={style.value}>
                {set(column?.label ?? table.unit)}
              </th>
            ))}
            {beside !== null && (
              <th scope="col" className={style.value}>
                {before === undefined ? t('chart.change') : t('chart.before', { period: beforeLabel })}
              </th>
            )}
          </tr>
        </thead>
        <tbody onKeyDown={onKeyDown}>
          {table.rows.values.map((row, line) => (
            <tr key={row.key} className={own?.(row) ? style.own : undefined}>
              <th scope="row">{set(row.label)}</th>
              {columns.map((column, index) => {
                const figure = cellAt(table, row.key, column?.key ?? null)?.figure
                const of = figure === undefined ? null : lineage(row.key, column?.key ?? null, figure)
                return (
                  <td key={column?.key ?? 'whole'} className={style.value}>
                    {figure !== undefined && (
                      <Figure
                        figure={figure}
                        {...(of === null ? {} : { of })}
                        name={[set(row.label), ...(column === null ? [] : [set(column.label)])].join(', ')}
                        size={column === null ? 'line' : 'cell'}
                        tabIndex={line === 0 && index === 0 ? 0 : -1}
                      />
                    )}
                  </td>
                )
              })}
              {beside !== null && <td className={style.value}>{besideWords(beside(row.key))}</td>}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{table.additive ? t('chart.total') : t('chart.total_afresh')}</th>
            <td className={style.value} colSpan={columns.length}>
              <Figure figure={table.total} name={t('chart.total')} />
            </td>
            {beside !== null && (
              <td className={style.value}>
                {before !== undefined && <Figure figure={before.total} name={beforeLabel} />}
              </td>
            )}
          </tr>
        </tfoot>
      </table>
    </ScrollTable>
  )
}
