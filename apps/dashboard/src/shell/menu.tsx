import type { Role } from '@retombees/contract/role'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { PAGES } from '../routes.ts'
import style from './frame.module.css'
import { groupsOf } from './page-groups.ts'

/** The pages of a role by group, those of the group on screen below, the one on screen marked. */
export function Menu({ role }: { role: Role }) {
  const { t } = useTranslation()
  const [path] = useLocation()
  const groups = groupsOf(PAGES, role)
  const here = groups.find(({ pages }) => pages.some((page) => page.path === path))
  const [first] = groups
  if (first === undefined || (groups.length === 1 && first.pages.length < 2)) return null
  return (
    <nav className={style.menu} aria-label={t('shell.menu')}>
      <ul>
        {groups.map(({ id, pages: [page, ...others] }) => {
          if (page === undefined) return null
          const name = others.length === 0 ? t(`page.${page.id}`) : t(`group.${id}`)
          const mark = others.length === 0 ? 'page' : true
          return (
            <li key={id}>
              <Link href={page.path} aria-current={here?.id === id ? mark : undefined}>
                {name}
              </Link>
            </li>
          )
        })}
      </ul>
      {here !== undefined && here.pages.length > 1 && (
        <ul aria-label={t(`group.${here.id}`)} className={style.pages}>
          {here.pages.map((page) => (
            <li key={page.id}>
              <Link href={page.path} aria-current={page.path === path ? 'page' : undefined}>
                {t(`page.${page.id}`)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </nav>
  )
}
