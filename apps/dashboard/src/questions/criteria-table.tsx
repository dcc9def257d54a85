import type { CriterionResult } from '@retombees/contract/question'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../i18n.ts'
import { SaysMark } from '../marks/says-mark.tsx'
import { StrengthMark } from '../marks/strength-mark.tsx'
import { ScrollTable } from '../table/scroll-table.tsx'
import style from './question.module.css'

const ORDER = ['favourable', 'mixed', 'unfavourable', 'records', 'silent'] as const

/** The criteria of a question and what their independent sources say: a line for each way of speaking, silence last. */
export function CriteriaTable({ criteria, label }: { criteria: CriterionResult[]; label: string }) {
  const { t } = useTranslation()
  return (
    <ScrollTable label={label}>
      <table className={style.criteria}>
        <thead>
          <tr>
            <th scope="col">{t('criteria.criterion')}</th>
            <th scope="col">{t('criteria.sources')}</th>
            <th scope="col" className={style.wide}>
              {t('criteria.strength')}
            </th>
            <th scope="col" className={style.wide}>
              {t('criteria.measured')}
            </th>
          </tr>
        </thead>
        <tbody>
          {criteria.map((criterion) => (
            <CriterionLine key={criterion.id} criterion={criterion} />
          ))}
        </tbody>
      </table>
    </ScrollTable>
  )
}

function CriterionLine({ criterion }: { criterion: CriterionResult }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const { sources, strength, measured, defined } = criterion.balance
  const voices = ORDER.map((says) => ({ says, labels: sources.filter((source) => source.says === says) }))
  return (
    <tr>
      <th scope="row">
        {set(criterion.label)}
        <span className={style.narrow}>
          <StrengthMark strength={strength} /> {measured}/{defined}
        </span>
      </th>
      <td>
        {sources.length === 0 && t('criteria.no_source')}
        <ul className={style.sources}>
          {voices
            .filter(({ labels }) => labels.length > 0)
            .map(({ says, labels }) => (
              <li key={says} data-says={says}>
                <SaysMark says={says} />
                <span>{labels.map(({ label }) => set(label)).join(', ')}</span>
              </li>
            ))}
        </ul>
      </td>
      <td className={style.wide}>
        <StrengthMark strength={strength} />
      </td>
      <td className={`${style.wide} ${style.ratio}`}>
        {measured}/{defined}
      </td>
    </tr>
  )
}
