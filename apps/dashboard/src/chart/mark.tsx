import type { Figure } from '@retombees/contract/figure'
import type { KeyboardEvent, ReactNode } from 'react'
import { useFigureWords } from '../figure/figure-words.ts'
import { useLineage } from '../lineage/lineage-context.ts'
import type { LineageTarget } from '../lineage/lineage-target.ts'
import style from './drawing.module.css'

interface MarkProps {
  figure: Figure
  /** What it is, said before the number. */
  name: string
  /** Where it comes from; null where the viewer cannot ask. */
  of: LineageTarget | null
  /** The one mark of a drawing that the tab key reaches; arrows go on from there. */
  first: boolean
  children: ReactNode
}

/** One figure of a drawing: named, reached by arrow keys, and opening its lineage like any other figure. */
export function Mark({ figure, name, of, first, children }: MarkProps) {
  const words = useFigureWords()
  const open = useLineage()
  const label = `${name}, ${words(figure)}`
  if (of === null) {
    return (
      <g>
        <title>{label}</title>
        {children}
      </g>
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    open?.(of)
  }
  return (
    // An HTML button cannot stand in an SVG.
    // biome-ignore lint/a11y/useSemanticElements: no button element exists in SVG
    <g
      role="button"
      data-mark=""
      tabIndex={first ? 0 : -1}
      className={style.mark}
      aria-label={label}
      onClick={() => open?.(of)}
      onKeyDown={onKeyDown}
    >
      <title>{label}</title>
      {children}
    </g>
  )
}
