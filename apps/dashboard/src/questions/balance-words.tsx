import type { Balance } from '@retombees/contract/evidence'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../i18n.ts'
import style from './question.module.css'

/** The balance in plain words: what is covered and what follows. The rest of the reasons, and what is missing, on demand. */
export function BalanceWords({ balance }: { balance: Balance }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const reasons = balance.because.map(set)
  const told = reasons.length > 2 ? [reasons[0], reasons.at(-1)] : reasons
  return (
    <div className={style.balance}>
      <p>{told.join(' ')}</p>
      {reasons.length > 2 && (
        <details className={`${style.more} screen-only`}>
          <summary>{t('question.because')}</summary>
          <ul>
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </details>
      )}
      {balance.missing.length > 0 && (
        <details className={`${style.more} screen-only`}>
          <summary>{t('question.missing', { count: balance.missing.length })}</summary>
          <ul>
            {balance.missing.map((need) => (
              <li key={need}>{set(need)}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
