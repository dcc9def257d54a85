import type { SqlSchema } from '@retombees/contract/sql'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../i18n.ts'
import style from './sql.module.css'

/** The tables, their rows and columns, and the codes that a column may hold. */
export function SchemaTree({ schema }: { schema: SqlSchema }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  return (
    <ul className={style.tree}>
      {schema.tables.map((table) => (
        <li key={table.name}>
          <details>
            <summary>
              <code>{table.name}</code>{' '}
              <span className={style.soft}>
                {t('sql.rows', { count: table.rows, rows: table.rows.toLocaleString(locale) })}
              </span>
            </summary>
            <p>{set(table.description)}</p>
            <dl>
              {table.columns.map((column) => (
                <div key={column.name}>
                  <dt>
                    <code>{column.name}</code> <small>{column.type.toLowerCase()}</small>
                  </dt>
                  <dd>
                    {set(column.description)}
                    {column.lists.map((id) => (
                      <Codes key={id} list={schema.lists.find((list) => list.id === id)} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </details>
        </li>
      ))}
    </ul>
  )
}

function Codes({ list }: { list: SqlSchema['lists'][number] | undefined }) {
  const { set } = useLocale()
  if (list === undefined) return null
  return (
    <details>
      <summary>{set(list.label)}</summary>
      <ul>
        {list.codes.map(({ id, label }) => (
          <li key={id}>
            <code>{id}</code> {set(label)}
          </li>
        ))}
      </ul>
    </details>
  )
}
