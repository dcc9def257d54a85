import type { FrozenPageSummary } from '@retombees/contract/frozen-page'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { frozenPages, shares, useCommittees } from '../api/committees.ts'
import { session } from '../api/session.ts'
import { formatDate } from '../format/date.ts'
import { useLocale } from '../i18n.ts'
import { Section } from '../pages/section.tsx'
import { ProblemNotice } from '../states/problem-notice.tsx'
import style from './committee.module.css'
import { ShareForm } from './share-form.tsx'

interface FrozenPagesSectionProps {
  committee: string
  /** The publication on screen, that a page is frozen in view of. */
  snapshot: string
}

/** The pages that the committee froze, and, for those who may, where to freeze this one and to share them. */
export default function FrozenPagesSection({ committee, snapshot }: FrozenPagesSectionProps) {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const { data } = useQuery(session(locale))
  const pages = useQuery(frozenPages(locale, committee))
  const role = data?.data?.role
  const mayFreeze = role === 'evaluator' || role === 'steward'
  return (
    <div className="screen-only">
      <Section id="frozen" title={t('frozen.title')}>
        {pages.data?.data.length === 0 && <p className={style.soft}>{t('frozen.none')}</p>}
        <ul className={style.pages}>
          {pages.data?.data.map((page) => (
            <FrozenLine key={page.id} page={page} mayShare={mayFreeze} />
          ))}
        </ul>
        {pages.error !== null && <ProblemNotice error={pages.error} retry={() => void pages.refetch()} />}
        {mayFreeze && <FreezeForm committee={committee} snapshot={snapshot} />}
      </Section>
    </div>
  )
}

function FrozenLine({ page, mayShare }: { page: FrozenPageSummary; mayShare: boolean }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  return (
    <li>
      <Link href={`/comite/figees/${page.id}`}>{set(page.title)}</Link>{' '}
      <span className={style.soft}>
        {t('frozen.signed', { author: set(page.author), date: formatDate(page.frozenAt, locale) })}
      </span>
      {mayShare && <Sharing page={page} />}
    </li>
  )
}

function Sharing({ page }: { page: FrozenPageSummary }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const { revoke } = useCommittees()
  const links = useQuery(shares(locale))
  const own = links.data?.data.filter((share) => share.page === page.id && share.revokedAt === null) ?? []
  return (
    <details className={style.sharing}>
      <summary>{t('share.title', { count: own.length })}</summary>
      <ul>
        {own.map((share) => (
          <li key={share.id}>
            {set(share.label)}{' '}
            <span className={style.soft}>
              {t('share.until', {
                date: formatDate(share.expiresAt.slice(0, 10), locale),
                count: share.opened,
              })}
            </span>{' '}
            <button
              type="button"
              className={style.revoke}
              onClick={() => revoke.mutate(share.id)}
              disabled={revoke.isPending}
            >
              {t('share.revoke')}
            </button>
          </li>
        ))}
      </ul>
      <ShareForm page={page.id} />
    </details>
  )
}

function FreezeForm({ committee, snapshot }: FrozenPagesSectionProps) {
  const { t } = useTranslation()
  const { freeze } = useCommittees()
  const [open, setOpen] = useState(false)
  const title = useId()
  const note = useId()
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    freeze.mutate(
      {
        committee,
        snapshot,
        title: String(given.get('title') ?? ''),
        note: String(given.get('note') ?? ''),
      },
      { onSuccess: () => setOpen(false) },
    )
  }
  if (!open)
    return (
      <button type="button" className={style.act} onClick={() => setOpen(true)}>
        {t('frozen.freeze')}
      </button>
    )
  return (
    <form className={style.form} onSubmit={send}>
      <p>{t('frozen.warning')}</p>
      <label htmlFor={title}>{t('frozen.name')}</label>
      <input id={title} name="title" required maxLength={200} placeholder={t('frozen.example')} />
      <label htmlFor={note}>{t('frozen.note')}</label>
      <textarea id={note} name="note" rows={2} maxLength={2000} />
      <div className={style.actions}>
        <button type="submit" className={style.act} disabled={freeze.isPending}>
          {t('frozen.confirm')}
        </button>
        <button type="button" className={style.act} onClick={() => setOpen(false)}>
          {t('judgement.cancel')}
        </button>
      </div>
      {freeze.error !== null && <ProblemNotice error={freeze.error} retry={() => freeze.reset()} />}
    </form>
  )
}
