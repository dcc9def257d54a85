import type { LineageRow } from '@retombees/contract/lineage'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ScrollTable } from '../table/scroll-table.tsx'
import style from './lineage.module.css'

const FIRST = 20

/** The rows of a file that a figure counts, with their numbers in the file. All of them, the first twenty at once. */
export function LineageRows({ rows, file }: { rows: LineageRow[]; file: string }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const shown = all ? rows : rows.slice(0, FIRST)
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row.fields)))]
  if (rows.length === 0) return <p className={style.closed}>{t('lineage.no_row')}</p>
  return (
    <>
      <ScrollTable label={t('lineage.rows_of', { file })}>
        <table className={style.rows}>
          <thead>
            <tr>
              <th scope="col">{t('lineage.row')}</th>
              {fields.map((field) => (
                <th scope="col" key={field}>
                  {field}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.row}>
                <th scope="row">{row.row}</th>
                {fields.map((field) => (
                  <td key={field}>
                    {row.fields[field] ?? <span className={style.none}>{t('lineage.blank')}</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollTable>
      {shown.length < rows.length && (
        <button type="button" className={style.more} onClick={() => setAll(true)}>
          {t('lineage.all_rows', { count: rows.length })}
        </button>
      )}
    </>
  )
}
