import { type ReactNode, useRef } from 'react'
import style from './drawing.module.css'
import { useMarkKeys } from './use-mark-keys.ts'
import { useWidth } from './use-width.ts'

interface SurfaceProps {
  /** What is drawn, for a screen reader. */
  name: string
  heightOf: (width: number) => number
  children: (width: number) => ReactNode
}

/** The surface that a chart is drawn on: as wide as its box, its marks reached by arrow keys. */
export function Surface({ name, heightOf, children }: SurfaceProps) {
  const onKeyDown = useMarkKeys()
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  return (
    <div ref={box}>
      {/* biome-ignore lint/a11y/useSemanticElements: SVG has no fieldset */}
      <svg
        className={style.drawing}
        width={width}
        height={heightOf(width)}
        role="group"
        data-drawing=""
        aria-label={name}
        onKeyDown={onKeyDown}
      >
        {/* Drawn anew at another width: Chromium does not always move a text whose attributes change. */}
        <g key={width}>{children(width)}</g>
      </svg>
    </div>
  )
}
