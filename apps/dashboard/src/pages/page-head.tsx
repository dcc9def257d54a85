import { type ReactNode, useEffect } from 'react'
import style from './page.module.css'

interface PageHeadProps {
  /** The name of the page, as in the menu. */
  name: string
  /** What the page finds, in a line. */
  finding: string
  children?: ReactNode
}

/** The head of a page: its name, and under it what it has to say. */
export function PageHead({ name, finding, children }: PageHeadProps) {
  useEffect(() => {
    document.title = `${name} — Retombées`
  }, [name])
  return (
    <header className={style.head}>
      <p className={style.overline}>{name}</p>
      <h1>{finding}</h1>
      {children}
    </header>
  )
}
