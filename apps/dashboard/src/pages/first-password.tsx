import { useTranslation } from 'react-i18next'
import { PasswordChangeForm } from '../accounts/password-change.tsx'
import { PageHead } from './page-head.tsx'

/** What somebody sees who has come in with a password that was given to them, and nothing else until it is changed. */
export function FirstPasswordPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHead name={t('page.account')} finding={t('account.password.first')} />
      <PasswordChangeForm />
    </>
  )
}
