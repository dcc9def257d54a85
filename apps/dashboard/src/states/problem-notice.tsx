import { useTranslation } from 'react-i18next'
import { ProblemError } from '../api/problem.ts'
import { useLocale } from '../i18n.ts'
import style from './states.module.css'

/** What went wrong, in the words of the API, with what can be done about it. */
export function ProblemNotice({ error, retry }: { error: Error; retry: () => void }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const problem = error instanceof ProblemError ? error.problem : null
  const unreachable = problem === null || problem.code === 'unreachable' || problem.title === ''
  return (
    <div className={style.problem} role="alert">
      <p className={style.problemTitle}>{unreachable ? t('problem.unreachable') : set(problem.title)}</p>
      <p>{unreachable ? t('problem.unreachable_detail') : set(problem.detail ?? '')}</p>
      {problem?.findings?.map((finding) => (
        <p key={finding.message}>{set(finding.message)}</p>
      ))}
      <button type="button" className={style.retry} onClick={retry}>
        {t('problem.retry')}
      </button>
      {problem !== null && <span className={style.code}>{t('problem.code', { code: problem.code })}</span>}
    </div>
  )
}
