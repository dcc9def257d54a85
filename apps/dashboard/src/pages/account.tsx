import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { PasswordChangeForm } from '../accounts/password-change.tsx'
import { TokenForm } from '../accounts/token-form.tsx'
import { TokenTable } from '../accounts/token-table.tsx'
import { ownAccount, ownTokens, useOwnAccount } from '../api/accounts.ts'
import { formatDate } from '../format/date.ts'
import { useLocale } from '../i18n.ts'
import { ProblemNotice } from '../states/problem-notice.tsx'
import { Told } from '../states/told.tsx'
import style from './page.module.css'
import { PageHead } from './page-head.tsx'

/** One's own account: what it opens, its password, its tokens. */
export function AccountPage() {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const account = useQuery(ownAccount(locale))
  const tokens = useQuery(ownTokens(locale))
  const { dropToken } = useOwnAccount()
  return (
    <Told query={account} lines={10}>
      {(own) => (
        <>
          <PageHead
            name={t('page.account')}
            finding={t('account.finding', { name: own.name, role: t(`role.${own.role}.name`) })}
          >
            <p className={style.lead}>{own.email}</p>
            {own.validUntil !== null && (
              <p>{t('account.until', { day: formatDate(own.validUntil, locale) })}</p>
            )}
          </PageHead>
          <section className={style.section} aria-labelledby="tokens">
            <h2 id="tokens">{t('account.tokens.title')}</h2>
            <p className={style.soft}>{t('account.tokens.lead')}</p>
            <Told query={tokens}>
              {(list) => (
                <TokenTable tokens={list} drop={(id) => dropToken.mutate(id)} pending={dropToken.isPending} />
              )}
            </Told>
            {dropToken.error !== null && (
              <ProblemNotice error={dropToken.error} retry={() => dropToken.reset()} />
            )}
            <TokenForm role={own.role} />
          </section>
          <section className={style.section} aria-labelledby="password">
            <h2 id="password">{t('account.password.title')}</h2>
            {own.signsInBy === 'password' ? (
              <PasswordChangeForm />
            ) : (
              <p className={style.soft}>{t(`account.signs_in_by.${own.signsInBy}`)}</p>
            )}
          </section>
        </>
      )}
    </Told>
  )
}
