import type { Viewer } from '@retombees/contract/scope'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import style from './frame.module.css'
import { Menu } from './menu.tsx'
import { Preferences } from './preferences.tsx'
import { StaleNotice } from './stale-notice.tsx'
import { ViewerName } from './viewer-name.tsx'

/** What stands around every page: the name of the house, the menu, the reader's preferences, and nothing else. */
export function Frame({ viewer, children }: { viewer: Viewer | null; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <>
      <a href="#content" className={style.skip}>
        {t('shell.skip')}
      </a>
      <header className={style.masthead}>
        <div className={style.top}>
          <Link href="/" className={style.house}>
            <img src="/mark.svg" alt="" width="22" height="22" />
            Retombées
          </Link>
          <Preferences />
          {viewer !== null && <ViewerName viewer={viewer} />}
        </div>
        {viewer !== null && <Menu role={viewer.role} />}
      </header>
      <main id="content" className={style.main} tabIndex={-1}>
        {viewer !== null && <StaleNotice />}
        {children}
      </main>
    </>
  )
}
