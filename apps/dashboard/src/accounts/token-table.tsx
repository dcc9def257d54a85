import type { TokenSummary } from '@retombees/contract/account'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../format/date.ts'
import { useLocale } from '../i18n.ts'
import { ScrollTable } from '../table/scroll-table.tsx'
import style from './accounts.module.css'

interface TokenTableProps {
  tokens: readonly TokenSummary[]
  /** Whose a token is, where that is worth a column. */
  ownerOf?: (token: TokenSummary) => string
  drop: (id: string) => void
  pending: boolean
}

/** Tokens with what they open, until when, and when they last did; never what opens them. */
export function TokenTable({ tokens, ownerOf, drop, pending }: TokenTableProps) {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const day = (instant: string | null) =>
    instant === null ? t('account.never') : formatDate(instant, locale)
  if (tokens.length === 0) return <p className={style.note}>{t('account.tokens.none')}</p>
  return (
    <ScrollTable label={t('account.tokens.title')}>
      <table className={style.table}>
        <thead>
          <tr>
            <th scope="col">{t('account.tokens.label')}</th>
            {ownerOf && <th scope="col">{t('account.tokens.owner')}</th>}
            <th scope="col">{t('account.role')}</th>
            <th scope="col">{t('account.tokens.expires')}</th>
            <th scope="col">{t('account.tokens.last_use')}</th>
            <th scope="col">{t('account.state')}</th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id}>
              <th scope="row">{token.label}</th>
              {ownerOf && <td>{ownerOf(token)}</td>}
              <td>{t(`role.${token.role}.name`)}</td>
              <td>{day(token.expiresAt)}</td>
              <td>{day(token.lastUsedAt)}</td>
              <td>
                {token.revokedAt === null ? (
                  <button
                    type="button"
                    disabled={pending}
                    aria-label={t('account.tokens.revoke_named', { label: token.label })}
                    onClick={() => drop(token.id)}
                  >
                    {t('account.tokens.revoke')}
                  </button>
                ) : (
                  t('account.tokens.revoked')
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  )
}
