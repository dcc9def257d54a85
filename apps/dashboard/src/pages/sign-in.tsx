import type { Session } from '@retombees/contract/session'
import { type FormEvent, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearch } from 'wouter'
import { useSignIn } from '../api/session.ts'
import { ProblemNotice } from '../states/problem-notice.tsx'
import style from './sign-in.module.css'

/** Why the identity provider's answer let nobody in, as the address says it. */
const REFUSALS = ['unreachable', 'refused', 'lapsed', 'no-account'] as const

/** The demonstration: one button per role, with what each comes to do. Production: an address and a password. */
export function SignInPage({ session }: { session: Session }) {
  const { t } = useTranslation()
  const { toDemo, withPassword } = useSignIn()
  const error = toDemo.error ?? withPassword.error
  const said = new URLSearchParams(useSearch()).get('connexion')
  const refusal = REFUSALS.find((each) => each === said)
  return (
    <div className={style.page}>
      <h1>{t('sign_in.title')}</h1>
      <p className={style.lead}>{t('sign_in.lead')}</p>
      {session.demoRoles.length > 0 ? (
        <section aria-labelledby="roles">
          <h2 id="roles">{t('sign_in.roles')}</h2>
          <p className={style.note}>{t('sign_in.demo')}</p>
          <ul className={style.roles}>
            {session.demoRoles.map((role) => (
              <li key={role}>
                <button type="button" disabled={toDemo.isPending} onClick={() => toDemo.mutate(role)}>
                  <span className={style.role}>{t(`role.${role}.name`)}</span>
                  <span className={style.task}>{t(`role.${role}.task`)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : (
        <PasswordForm
          pending={withPassword.isPending}
          closed={session.mode === 'demo'}
          submit={(given) => withPassword.mutate(given)}
        />
      )}
      {session.oidc !== null && (
        <p className={style.provider}>
          <a href="/api/v1/oidc/sign-in">{t('sign_in.provider', { label: session.oidc.label })}</a>
        </p>
      )}
      {refusal !== undefined && <p role="alert">{t(`sign_in.refused.${refusal}`)}</p>}
      {error !== null && (
        <ProblemNotice
          error={error}
          retry={() => {
            toDemo.reset()
            withPassword.reset()
          }}
        />
      )}
    </div>
  )
}

interface PasswordFormProps {
  pending: boolean
  /** A demonstration whose one-click sign-in has closed. */
  closed: boolean
  submit: (given: { email: string; password: string }) => void
}

function PasswordForm({ pending, closed, submit }: PasswordFormProps) {
  const { t } = useTranslation()
  const email = useId()
  const password = useId()
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    submit({ email: String(given.get('email') ?? ''), password: String(given.get('password') ?? '') })
  }
  return (
    <form className={style.form} onSubmit={send}>
      {closed && <p className={style.note}>{t('sign_in.closed')}</p>}
      <label htmlFor={email}>{t('sign_in.email')}</label>
      <input id={email} name="email" type="email" autoComplete="username" required />
      <label htmlFor={password}>{t('sign_in.password')}</label>
      <input id={password} name="password" type="password" autoComplete="current-password" required />
      <button type="submit" disabled={pending}>
        {t('sign_in.enter')}
      </button>
    </form>
  )
}
