import type { ReactNode } from 'react'
import style from './page.module.css'

/** A part of a page under its own rule, named for those who jump from part to part. */
export function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  const heading = `${id}-title`
  return (
    <section className={style.section} id={id} aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {children}
    </section>
  )
}
