import type { ProgrammeSummary } from '@retombees/contract/programme'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../i18n.ts'
import style from './committee.module.css'
import { useCommittee } from './use-committee.ts'

/** Which committee's page this is, and how often that committee meets. */
export function CommitteePicker({ committees }: Pick<ProgrammeSummary, 'committees'>) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const [chosen, choose] = useCommittee(committees)
  if (chosen === undefined) return null
  return (
    <div className={`${style.picker} screen-only`}>
      <label>
        {t('committee.instance')}
        <select value={chosen.id} onChange={(event) => choose(event.currentTarget.value)}>
          {committees.map((committee) => (
            <option key={committee.id} value={committee.id}>
              {set(committee.label)}
            </option>
          ))}
        </select>
      </label>
      <p className={style.soft}>
        {set(chosen.dimension)}, {set(chosen.rhythmAfter)}
      </p>
    </div>
  )
}
