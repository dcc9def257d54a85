import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommittees } from '../api/committees.ts'
import { ProblemNotice } from '../states/problem-notice.tsx'
import style from './committee.module.css'

/** Makes a link to a frozen page. The link is shown once: nothing here or on the server can show it again. */
export function ShareForm({ page }: { page: string }) {
  const { t } = useTranslation()
  const { share } = useCommittees()
  const [link, setLink] = useState<string | null>(null)
  const label = useId()
  const expires = useId()
  const made = useId()
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    share.mutate(
      { page, label: String(given.get('label') ?? ''), expires: String(given.get('expires') ?? '') },
      { onSuccess: ({ data }) => setLink(`${window.location.origin}/partage/${data.secret}`) },
    )
  }
  return (
    <form className={style.form} onSubmit={send}>
      <label htmlFor={label}>{t('share.label')}</label>
      <input id={label} name="label" required maxLength={200} />
      <label htmlFor={expires}>{t('share.expires')}</label>
      <input id={expires} name="expires" type="date" required />
      <div className={style.actions}>
        <button type="submit" className={style.act} disabled={share.isPending}>
          {t('share.create')}
        </button>
      </div>
      {share.error !== null && <ProblemNotice error={share.error} retry={() => share.reset()} />}
      {link !== null && (
        <>
          <label htmlFor={made}>{t('share.made')}</label>
          <input id={made} readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
        </>
      )}
    </form>
  )
}
