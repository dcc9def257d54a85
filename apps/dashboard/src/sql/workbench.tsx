import type { SavedQuery, SqlParameter, SqlSchema } from '@retombees/contract/sql'
import { parameterNames } from '@retombees/contract/sql-parameters'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../i18n.ts'
import { LoadingLines } from '../states/loading.tsx'
import { KeepForm } from './keep-form.tsx'
import { ParameterFields } from './parameter-fields.tsx'
import { Results } from './results.tsx'
import { Shelf } from './shelf.tsx'
import style from './sql.module.css'
import { useRun } from './use-run.ts'

const Editor = lazy(() => import('./editor.tsx'))

/** A query being written. */
export interface Draft {
  sql: string
  parameters: readonly SqlParameter[]
  /** The kept query that it comes from. */
  kept?: SavedQuery | undefined
}

interface WorkbenchProps {
  schema: SqlSchema
  kept: readonly SavedQuery[]
  first: SavedQuery | undefined
}

/** The editor with its parameters, its run and its results, beside the shelf of what can be taken up. */
export function Workbench({ schema, kept, first }: WorkbenchProps) {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const [draft, setDraft] = useState<Draft>(() => firstDraft(schema, first))
  const run = useRun()
  const write = (sql: string) =>
    setDraft((before) => ({ ...before, sql, parameters: parametersOf(sql, before.parameters) }))
  const take = ({ sql, parameters, kept: from }: Draft) =>
    setDraft({ sql, parameters: parametersOf(sql, parameters), kept: from })
  const request = { sql: draft.sql, parameters: [...draft.parameters] }
  const ready = draft.sql.trim() !== ''
  return (
    <div className={style.bench}>
      <div className={style.work}>
        <div className={style.editor}>
          <Suspense fallback={<LoadingLines lines={6} label={t('loading')} />}>
            <Editor
              value={draft.sql}
              onChange={write}
              onRun={() => ready && run.start(request)}
              label={t('sql.editor')}
              schema={schema}
            />
          </Suspense>
        </div>
        <ParameterFields
          parameters={draft.parameters}
          onChange={(parameters) => setDraft((before) => ({ ...before, parameters }))}
        />
        <div className={style.actions}>
          {run.running ? (
            <button type="button" className={style.primary} onClick={run.cancel}>
              {t('sql.cancel')}
            </button>
          ) : (
            <button
              type="button"
              className={style.primary}
              disabled={!ready}
              onClick={() => run.start(request)}
            >
              {t('sql.run')}
            </button>
          )}
          <span className={style.soft}>
            {t('sql.limits', {
              rows: schema.limits.rows.toLocaleString(locale),
              seconds: schema.limits.seconds,
            })}
          </span>
        </div>
        <Results run={run} />
        {ready && (
          <KeepForm
            key={draft.kept?.id ?? 'new'}
            draft={draft}
            onKept={(saved) => setDraft({ ...draft, kept: saved })}
          />
        )}
      </div>
      <Shelf schema={schema} kept={kept} onTake={take} />
    </div>
  )
}

function firstDraft(schema: SqlSchema, kept: SavedQuery | undefined): Draft {
  if (kept) return { sql: kept.sql, parameters: kept.parameters, kept }
  const [example] = schema.examples
  return { sql: example?.sql ?? '', parameters: example?.parameters ?? [] }
}

/** A value for each name of the statement: those known keep theirs, a new one is an empty text. */
function parametersOf(sql: string, before: readonly SqlParameter[]): SqlParameter[] {
  return parameterNames(sql).map(
    (name) => before.find((each) => each.name === name) ?? { name, type: 'text', value: null },
  )
}
