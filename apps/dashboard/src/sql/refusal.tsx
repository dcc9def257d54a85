import { useTranslation } from 'react-i18next'
import { ProblemError } from '../api/problem.ts'
import { useLocale } from '../i18n.ts'
import style from './sql.module.css'

/** Why there is no answer, in the words of the API: they say what was found, where, and what to do. */
export function Refusal({ error }: { error: Error }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const problem = error instanceof ProblemError && error.problem.status > 0 ? error.problem : null
  return (
    <div role="alert" className={style.refusal}>
      <strong>{problem === null ? t('problem.unreachable') : set(problem.title)}</strong>
      <p>{problem === null ? t('problem.unreachable_detail') : set(problem.detail ?? '')}</p>
    </div>
  )
}
