import { Role, rolesForTokensOf } from '@retombees/contract/role'
import { type FormEvent, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useOwnAccount } from '../api/accounts.ts'
import { ProblemNotice } from '../states/problem-notice.tsx'
import style from './accounts.module.css'
import { ToldOnce } from './told-once.tsx'

/** Makes a token for whoever is signed in; what opens it is told once, under the form. */
export function TokenForm({ role }: { role: Role }) {
  const { t } = useTranslation()
  const { makeToken } = useOwnAccount()
  const [label, opens, expires] = [useId(), useId(), useId()]
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const given = new FormData(form)
    makeToken.mutate(
      {
        label: String(given.get('label') ?? ''),
        role: Role.parse(given.get('role')),
        expires: String(given.get('expires') ?? ''),
      },
      { onSuccess: () => form.reset() },
    )
  }
  return (
    <form className={style.form} onSubmit={send}>
      <label htmlFor={label}>{t('account.tokens.label')}</label>
      <input id={label} name="label" maxLength={200} required />
      <label htmlFor={opens}>{t('account.role')}</label>
      <select id={opens} name="role" defaultValue={role}>
        {rolesForTokensOf(role).map((each) => (
          <option key={each} value={each}>
            {t(`role.${each}.name`)}
          </option>
        ))}
      </select>
      <label htmlFor={expires}>{t('account.last_day')}</label>
      <input id={expires} name="expires" type="date" required />
      <button type="submit" disabled={makeToken.isPending}>
        {t('account.tokens.make')}
      </button>
      {makeToken.data !== undefined && (
        <ToldOnce words={t('account.tokens.once')} secret={makeToken.data.data.token} />
      )}
      {makeToken.error !== null && <ProblemNotice error={makeToken.error} retry={() => makeToken.reset()} />}
    </form>
  )
}
