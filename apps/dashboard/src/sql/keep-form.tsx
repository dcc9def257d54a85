import type { SavedQuery } from '@retombees/contract/sql'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keepQuery } from '../api/sql.ts'
import { useLocale } from '../i18n.ts'
import { Refusal } from './refusal.tsx'
import style from './sql.module.css'
import type { Draft } from './workbench.tsx'

/** Keeps the query under a title, for oneself or for all who may ask in SQL; one's own is rewritten in its place. */
export function KeepForm({ draft, onKept }: { draft: Draft; onKept: (saved: SavedQuery) => void }) {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const client = useQueryClient()
  const own = draft.kept?.mine ? draft.kept : undefined
  const [title, setTitle] = useState(draft.kept?.title ?? '')
  const [shared, setShared] = useState(own?.shared ?? false)
  const keep = useMutation({
    mutationFn: (id: string | undefined) =>
      keepQuery(locale, {
        ...(id ? { id } : {}),
        title,
        shared,
        sql: draft.sql,
        parameters: [...draft.parameters],
      }),
    onSuccess: async ({ data }) => {
      await client.invalidateQueries({ queryKey: ['sql-queries'] })
      onKept(data)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    keep.mutate(own?.id)
  }
  return (
    <form className={style.keep} onSubmit={submit}>
      <label>
        <span>{t('sql.keep.title')}</span>
        <input
          required
          maxLength={200}
          value={title}
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
        />
      </label>
      <label className={style.check}>
        <input
          type="checkbox"
          checked={shared}
          onChange={({ currentTarget }) => setShared(currentTarget.checked)}
        />
        <span>{t('sql.keep.shared')}</span>
      </label>
      <button type="submit" disabled={keep.isPending}>
        {own ? t('sql.keep.again') : t('sql.keep.do')}
      </button>
      {keep.isSuccess && (
        <span role="status" className={style.soft}>
          {t('sql.keep.done')}
        </span>
      )}
      {keep.error !== null && <Refusal error={keep.error} />}
    </form>
  )
}
