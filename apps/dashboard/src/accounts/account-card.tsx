import type { AccountSummary } from '@retombees/contract/account'
import { Role } from '@retombees/contract/role'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccounts } from '../api/accounts.ts'
import { formatDate } from '../format/date.ts'
import { useLocale } from '../i18n.ts'
import { ProblemNotice } from '../states/problem-notice.tsx'
import style from './accounts.module.css'
import { ScopeField, scopeIn } from './scope-field.tsx'
import { ToldOnce } from './told-once.tsx'

/** An account as its administrator sees it: who, what it opens, until when, and what may be changed of it. */
export function AccountCard({ account, own }: { account: AccountSummary; own: boolean }) {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const { change, givePassword } = useAccounts()
  const day = (instant: string | null) =>
    instant === null ? t('account.never') : formatDate(instant, locale)
  const closed = account.disabledAt !== null
  const error = change.error ?? givePassword.error
  return (
    <article
      className={style.card}
      aria-labelledby={`account-${account.id}`}
      data-closed={closed || undefined}
    >
      <h3 id={`account-${account.id}`}>{account.name}</h3>
      <p className={style.facts}>
        <span>{account.email}</span>
        <span>{t(`role.${account.role}.name`)}</span>
        <span>{account.scope.centre ?? account.scope.territory ?? t('account.scope.whole')}</span>
        <span>{t(`account.signs_in_by.${account.signsInBy}`)}</span>
        <span>{t('account.last_sign_in', { day: day(account.lastSignInAt) })}</span>
        <span>
          {account.validUntil === null
            ? t('account.no_end')
            : t('account.until', { day: day(account.validUntil) })}
        </span>
        {closed && <strong>{t('users.closed', { day: day(account.disabledAt) })}</strong>}
        {account.firstPasswordUntil !== null && <strong>{t('users.waiting')}</strong>}
      </p>
      {!own && (
        <div className={style.actions}>
          <button
            type="button"
            disabled={change.isPending}
            onClick={() => change.mutate({ id: account.id, disabled: !closed })}
          >
            {closed ? t('users.reopen', { name: account.name }) : t('users.close', { name: account.name })}
          </button>
          {account.signsInBy === 'password' && (
            <button
              type="button"
              disabled={givePassword.isPending}
              onClick={() => givePassword.mutate(account.id)}
            >
              {t('users.give_password', { name: account.name })}
            </button>
          )}
          <ChangeForm account={account} save={(wanted) => change.mutate({ id: account.id, ...wanted })} />
        </div>
      )}
      {givePassword.data?.data.firstPassword != null && (
        <ToldOnce
          words={t('users.first_password', { email: account.email })}
          secret={givePassword.data.data.firstPassword}
        />
      )}
      {error !== null && (
        <ProblemNotice
          error={error}
          retry={() => {
            change.reset()
            givePassword.reset()
          }}
        />
      )}
    </article>
  )
}

interface ChangeFormProps {
  account: AccountSummary
  save: (wanted: { role: Role; scope: ReturnType<typeof scopeIn>; validUntil: string | null }) => void
}

function ChangeForm({ account, save }: ChangeFormProps) {
  const { t } = useTranslation()
  const [role, setRole] = useState<Role>(account.role)
  const [opens, until] = [useId(), useId()]
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const day = String(given.get('until') ?? '')
    save({ role, scope: role === 'director' ? scopeIn(given) : {}, validUntil: day === '' ? null : day })
  }
  return (
    <details>
      <summary>{t('users.change', { name: account.name })}</summary>
      <form className={style.form} onSubmit={send}>
        <label htmlFor={opens}>{t('account.role')}</label>
        <select id={opens} value={role} onChange={({ target }) => setRole(Role.parse(target.value))}>
          {Role.options.map((each) => (
            <option key={each} value={each}>
              {t(`role.${each}.name`)}
            </option>
          ))}
        </select>
        {role === 'director' && <ScopeField />}
        <label htmlFor={until}>{t('account.last_day')}</label>
        <input
          id={until}
          name="until"
          type="date"
          defaultValue={account.validUntil?.slice(0, 10) ?? ''}
          required={role === 'auditor'}
        />
        <button type="submit">{t('users.save')}</button>
      </form>
    </details>
  )
}
