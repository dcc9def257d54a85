import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { quarantine } from '../api/resources.ts'
import { useLocale } from '../i18n.ts'
import { Answered } from '../states/answered.tsx'
import { ScrollTable } from '../table/scroll-table.tsx'
import style from './data.module.css'

/** The rows of a file that were set aside, each with its place, what was found there and why it could not be believed. */
export function QuarantineTable({ loadId, file }: { loadId: string; file: string }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const rows = useQuery(quarantine(locale, loadId))
  return (
    <Answered query={rows} lines={3}>
      {(list) => (
        <ScrollTable label={t('data.quarantine_of', { file })}>
          <table className={style.table}>
            <thead>
              <tr>
                <th scope="col">{t('lineage.row')}</th>
                <th scope="col">{t('data.column')}</th>
                <th scope="col">{t('data.found')}</th>
                <th scope="col">{t('data.reason')}</th>
              </tr>
            </thead>
            <tbody>
              {list.map((row) => (
                <tr key={`${row.row}-${row.column}-${row.code}`}>
                  <th scope="row">{row.row}</th>
                  <td>{row.column ?? t('data.whole_row')}</td>
                  <td>{row.value ?? t('lineage.blank')}</td>
                  <td>{set(row.message)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollTable>
      )}
    </Answered>
  )
}
