import type { Role } from '@retombees/contract/role'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { PAGES } from '../routes.ts'
import style from './frame.module.css'

/** The pages of a role, the one on screen marked. */
export function Menu({ role }: { role: Role }) {
  const { t } = useTranslation()
  const [path] = useLocation()
  const pages = PAGES.filter(({ roles }) => roles.includes(role))
  if (pages.length < 2) return null
  return (
    <nav className={style.menu} aria-label={t('shell.menu')}>
      <ul>
        {pages.map((page) => (
          <li key={page.path}>
            <Link href={page.path} aria-current={page.path === path ? 'page' : undefined}>
              {t(`page.${page.id}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
