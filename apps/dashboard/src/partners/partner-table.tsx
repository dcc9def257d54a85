import type { PartnerGrid } from '@retombees/contract/partner'
import type { Query } from '@retombees/contract/query'
import { useTable } from '@tanstack/react-table'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import { ScrollTable } from '../table/scroll-table.tsx'
import { useCellKeys } from '../table/use-cell-keys.ts'
import { highestScore } from './heat.ts'
import { features, partnerColumns } from './partner-columns.tsx'
import { PartnerRow } from './partner-row.tsx'
import style from './partners.module.css'
import { sortingOf, sortOf } from './sorting.ts'

interface PartnerTableProps {
  grid: PartnerGrid
  whole: PartnerGrid
  query: Query
  change: (part: Partial<Query>) => void
  first: number
  stale: boolean
}

/** The engagements that the query keeps, in its order. Headings sort; arrow keys move among the scores. */
export function PartnerTable({ grid, whole, query, change, first, stale }: PartnerTableProps) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const [all, setAll] = useState(false)
  const onKeyDown = useCellKeys()
  const columns = useMemo(
    () =>
      partnerColumns(whole, {
        partner: t('partners.partner'),
        territory: t('partners.territory'),
        theme: t('partners.theme'),
        mean: t('partners.mean'),
      }),
    [whole, t],
  )
  const sorting = useMemo(() => sortingOf(query.sort), [query.sort])
  const table = useTable({
    features,
    columns,
    data: grid.engagements,
    getRowId: (engagement) => `${engagement.loadId}/${engagement.row}`,
    manualSorting: true,
    state: { sorting },
    onSortingChange: (update) =>
      change({ sort: sortOf(typeof update === 'function' ? update(sorting) : update) }),
  })
  const rows = table.getRowModel().rows
  const highest = useMemo(() => highestScore(whole), [whole])
  const shown = all ? rows : rows.slice(0, first)
  return (
    <>
      <p className={style.count} role="status">
        {t('partners.count', {
          count: grid.total,
          shown: formatCount(shown.length, locale),
          total: formatCount(grid.total, locale),
        })}
      </p>
      <ScrollTable label={t('partners.table')}>
        <table className={style.table} aria-busy={stale}>
          <caption className="hidden">{t('partners.caption')}</caption>
          <thead>
            <tr>
              {table.getFlatHeaders().map((header) => {
                const sorted = header.column.getIsSorted()
                return (
                  <th
                    key={header.id}
                    scope="col"
                    data-column={whole.criteria.some(({ id }) => id === header.id) ? 'score' : header.id}
                    aria-sort={sorted === false ? undefined : sorted === 'asc' ? 'ascending' : 'descending'}
                  >
                    <button
                      type="button"
                      className={style.sort}
                      onClick={header.column.getToggleSortingHandler()}
                    >
                      {set(String(header.column.columnDef.header ?? ''))}
                      <span className={style.arrow} data-sorted={sorted || undefined} aria-hidden="true" />
                    </button>
                  </th>
                )
              })}
            </tr>
          </thead>
          <tbody onKeyDown={onKeyDown}>
            {shown.map((row, index) => (
              <PartnerRow
                key={row.id}
                engagement={row.original}
                grid={whole}
                leading={index === 0}
                highest={highest}
              />
            ))}
          </tbody>
        </table>
      </ScrollTable>
      {rows.length === 0 && <p className={style.none}>{t('partners.none')}</p>}
      {shown.length < rows.length && (
        <button type="button" className={style.more} onClick={() => setAll(true)}>
          {t('partners.more', { count: rows.length - shown.length })}
        </button>
      )}
    </>
  )
}
