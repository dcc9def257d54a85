import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { AccountCard } from '../accounts/account-card.tsx'
import { AccountForm } from '../accounts/account-form.tsx'
import { TokenTable } from '../accounts/token-table.tsx'
import { accounts, everyToken, useAccounts } from '../api/accounts.ts'
import { session } from '../api/session.ts'
import { useLocale } from '../i18n.ts'
import { ProblemNotice } from '../states/problem-notice.tsx'
import { Told } from '../states/told.tsx'
import style from './page.module.css'
import { PageHead } from './page-head.tsx'

/** The accounts of all, for their administrator: who may come in, as what, until when; and every token. */
export function UsersPage() {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const all = useQuery(accounts(locale))
  const tokens = useQuery(everyToken(locale))
  const { data } = useQuery(session(locale))
  const { dropToken } = useAccounts()
  return (
    <Told query={all} lines={10}>
      {(list) => (
        <>
          <PageHead
            name={t('page.users')}
            finding={t('users.finding', {
              count: list.filter(({ disabledAt }) => disabledAt === null).length,
            })}
          >
            <p className={style.lead}>{t('users.lead')}</p>
          </PageHead>
          <section className={style.section} aria-labelledby="accounts">
            <h2 id="accounts">{t('users.accounts')}</h2>
            {list.map((account) => (
              <AccountCard key={account.id} account={account} own={account.id === data?.data?.id} />
            ))}
          </section>
          <section className={style.section} aria-labelledby="create">
            <h2 id="create">{t('users.create_title')}</h2>
            <AccountForm />
          </section>
          <section className={style.section} aria-labelledby="tokens">
            <h2 id="tokens">{t('account.tokens.title')}</h2>
            <Told query={tokens}>
              {(every) => (
                <TokenTable
                  tokens={every}
                  ownerOf={({ owner }) =>
                    list.find(({ id }) => id === owner)?.name ?? t('account.tokens.terminal')
                  }
                  drop={(id) => dropToken.mutate(id)}
                  pending={dropToken.isPending}
                />
              )}
            </Told>
            {dropToken.error !== null && (
              <ProblemNotice error={dropToken.error} retry={() => dropToken.reset()} />
            )}
          </section>
        </>
      )}
    </Told>
  )
}
