import type { Viewer } from '@retombees/contract/scope'
import { useTranslation } from 'react-i18next'
import { useSignIn } from '../api/session.ts'
import style from './frame.module.css'

/** In which role one reads, and the way out. */
export function ViewerName({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation()
  const { out } = useSignIn()
  return (
    <div className={style.viewer}>
      <span>{t(`role.${viewer.role}.name`)}</span>
      <button type="button" onClick={() => out.mutate()} disabled={out.isPending}>
        {t('shell.sign_out')}
      </button>
    </div>
  )
}
