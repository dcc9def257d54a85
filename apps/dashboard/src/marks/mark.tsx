import type { ReactNode } from 'react'
import style from './marks.module.css'

interface MarkProps {
  /** Chooses the colour; the shape is the drawing's own. */
  tone: 'ink' | 'soft' | 'lit' | 'alert'
  word: string
  size?: 'large' | 'normal'
  /** What stands in a box of 16 by 16. */
  children: ReactNode
}

/** A shape and a word that say one thing together; neither colour nor shape stands alone. */
export function Mark({ tone, word, size = 'normal', children }: MarkProps) {
  return (
    <span className={style.mark} data-tone={tone} data-size={size}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {children}
      </svg>
      <span>{word}</span>
    </span>
  )
}
