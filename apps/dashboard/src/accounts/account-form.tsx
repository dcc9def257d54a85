import { Role } from '@retombees/contract/role'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAccounts } from '../api/accounts.ts'
import { session } from '../api/session.ts'
import { useLocale } from '../i18n.ts'
import { ProblemNotice } from '../states/problem-notice.tsx'
import style from './accounts.module.css'
import { ScopeField, scopeIn } from './scope-field.tsx'
import { ToldOnce } from './told-once.tsx'

/** Makes an account; its first password is told once, under the form. */
export function AccountForm() {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const { create } = useAccounts()
  const { data } = useQuery(session(locale))
  const [role, setRole] = useState<Role>('evaluator')
  const [email, name, opens, until, by] = [useId(), useId(), useId(), useId(), useId()]
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const given = new FormData(form)
    const validUntil = String(given.get('until') ?? '')
    create.mutate(
      {
        email: String(given.get('email') ?? ''),
        name: String(given.get('name') ?? ''),
        role,
        scope: scopeIn(given),
        signsInBy: given.get('by') === 'oidc' ? 'oidc' : 'password',
        ...(validUntil === '' ? {} : { validUntil }),
      },
      { onSuccess: () => form.reset() },
    )
  }
  return (
    <form className={style.form} onSubmit={send}>
      <label htmlFor={email}>{t('account.email')}</label>
      <input id={email} name="email" type="email" autoComplete="off" required />
      <label htmlFor={name}>{t('account.name')}</label>
      <input id={name} name="name" maxLength={200} autoComplete="off" required />
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
      <input id={until} name="until" type="date" required={role === 'auditor'} />
      {data?.oidc && (
        <>
          <label htmlFor={by}>{t('account.opened_by')}</label>
          <select id={by} name="by">
            <option value="password">{t('account.signs_in_by.password')}</option>
            <option value="oidc">{data.oidc.label}</option>
          </select>
        </>
      )}
      <button type="submit" disabled={create.isPending}>
        {t('users.create')}
      </button>
      {create.data?.data.firstPassword != null && (
        <ToldOnce
          words={t('users.first_password', { email: create.data.data.account.email })}
          secret={create.data.data.firstPassword}
        />
      )}
      {create.error !== null && <ProblemNotice error={create.error} retry={() => create.reset()} />}
    </form>
  )
}
