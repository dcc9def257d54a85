import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearch } from 'wouter'
import { savedQueries, sqlSchema } from '../api/sql.ts'
import { useLocale } from '../i18n.ts'
import { Workbench } from '../sql/workbench.tsx'
import { Answered } from '../states/answered.tsx'
import { LoadingLines } from '../states/loading.tsx'
import { PageHead } from './page-head.tsx'

/** Where analysts ask in SQL: the editor, what came of it, what can be asked, what was asked. */
export function SqlPage() {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const schema = useQuery(sqlSchema(locale))
  const saved = useQuery(savedQueries(locale))
  const asked = new URLSearchParams(useSearch()).get('requete')
  return (
    <Answered query={schema} lines={16}>
      {(data) => {
        const rows = data.tables.reduce((sum, table) => sum + table.rows, 0)
        const kept = saved.data?.data ?? []
        return (
          <>
            <PageHead
              name={t('page.sql')}
              finding={t('sql.finding', { tables: data.tables.length, rows: rows.toLocaleString(locale) })}
            />
            {saved.isPending ? (
              <LoadingLines lines={8} label={t('loading')} />
            ) : (
              <Workbench schema={data} kept={kept} first={kept.find(({ id }) => id === asked)} />
            )}
          </>
        )
      }}
    </Answered>
  )
}
