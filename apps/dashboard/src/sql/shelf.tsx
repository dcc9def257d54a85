import type { SavedQuery, SqlSchema } from '@retombees/contract/sql'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { removeQuery, sqlHistory } from '../api/sql.ts'
import { formatDate } from '../format/date.ts'
import { useLocale } from '../i18n.ts'
import { SchemaTree } from './schema-tree.tsx'
import style from './sql.module.css'
import type { Draft } from './workbench.tsx'

interface ShelfProps {
  schema: SqlSchema
  kept: readonly SavedQuery[]
  onTake: (draft: Draft) => void
}

/** What can be taken up: examples, kept queries, one's own past ones; and what there is to ask of. */
export function Shelf({ schema, kept, onTake }: ShelfProps) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const past = useQuery(sqlHistory(locale)).data?.data ?? []
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: (id: string) => removeQuery(locale, id),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sql-queries'] }),
  })
  const ownership = ({ mine, shared, author }: SavedQuery) => {
    if (!mine) return author
    return shared ? t('sql.mine_shared') : t('sql.mine')
  }
  return (
    <aside className={style.shelf} aria-label={t('sql.shelf')}>
      <details open>
        <summary>{t('sql.examples')}</summary>
        <ul>
          {schema.examples.map((example) => (
            <li key={example.id}>
              <button type="button" onClick={() => onTake(example)}>
                {set(example.title)}
              </button>
            </li>
          ))}
        </ul>
      </details>
      <details open={kept.length > 0}>
        <summary>{t('sql.kept', { count: kept.length })}</summary>
        {kept.length === 0 && <p className={style.soft}>{t('sql.kept_none')}</p>}
        <ul>
          {kept.map((query) => (
            <li key={query.id}>
              <button type="button" onClick={() => onTake({ ...query, kept: query })}>
                {set(query.title)}
              </button>
              <span className={style.soft}>{ownership(query)}</span>
              {query.shared && <a href={`/sql?requete=${query.id}`}>{t('sql.link')}</a>}
              {query.mine && (
                <button
                  type="button"
                  aria-label={t('sql.remove', { title: query.title })}
                  onClick={() => remove.mutate(query.id)}
                >
                  ×
                </button>
              )}
            </li>
          ))}
        </ul>
      </details>
      <details>
        <summary>{t('sql.history')}</summary>
        {past.length === 0 && <p className={style.soft}>{t('sql.history_none')}</p>}
        <ol>
          {past.slice(0, 30).map((line) => (
            <li key={line.id}>
              <button type="button" className={style.past} onClick={() => onTake(line)}>
                <code>{line.sql.slice(0, 120)}</code>
              </button>
              <span className={style.soft}>
                {formatDate(line.at, locale)}, {t(`sql.verdict.${line.verdict}`)}
              </span>
            </li>
          ))}
        </ol>
      </details>
      <details>
        <summary>{t('sql.schema', { count: schema.tables.length })}</summary>
        <SchemaTree schema={schema} />
        <p>
          <a href="/api/v1/exports/analyst.duckdb" download="">
            {t('sql.database')}
          </a>
        </p>
      </details>
    </aside>
  )
}
