import { type FormEvent, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useOwnAccount } from '../api/accounts.ts'
import { ProblemNotice } from '../states/problem-notice.tsx'
import style from './accounts.module.css'

/** One's own password, changed by whoever knows the one in force. */
export function PasswordChangeForm() {
  const { t } = useTranslation()
  const { changePassword } = useOwnAccount()
  const [current, next] = [useId(), useId()]
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const given = new FormData(form)
    changePassword.mutate(
      { current: String(given.get('current') ?? ''), next: String(given.get('next') ?? '') },
      { onSuccess: () => form.reset() },
    )
  }
  return (
    <form className={style.form} onSubmit={send}>
      <label htmlFor={current}>{t('account.password.current')}</label>
      <input id={current} name="current" type="password" autoComplete="current-password" required />
      <label htmlFor={next}>{t('account.password.next')}</label>
      <input
        id={next}
        name="next"
        type="password"
        autoComplete="new-password"
        minLength={12}
        maxLength={128}
        aria-describedby={`${next}-rule`}
        required
      />
      <p id={`${next}-rule`} className={style.note}>
        {t('account.password.rule')}
      </p>
      <button type="submit" disabled={changePassword.isPending}>
        {t('account.password.change')}
      </button>
      {changePassword.isSuccess && <p role="status">{t('account.password.changed')}</p>}
      {changePassword.error !== null && (
        <ProblemNotice error={changePassword.error} retry={() => changePassword.reset()} />
      )}
    </form>
  )
}
