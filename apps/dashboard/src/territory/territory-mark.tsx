import type { Shape, Territory } from './territories.tsx'
import style from './territory.module.css'

const PATHS: Readonly<Record<Shape, string>> = Object.freeze({
  circle: 'M6 1a5 5 0 1 1 0 10a5 5 0 1 1 0-10z',
  diamond: 'M6 0l6 6l-6 6l-6-6z',
  square: 'M1 1h10v10h-10z',
  triangle: 'M6 0.5l6 11h-12z',
})

/** The outline of a mark as a path in a box of 12 by 12. */
export function markPath(shape: Shape): string {
  return PATHS[shape]
}

/** The coloured mark of a territory. It never stands without its name. */
export function TerritoryMark({ territory }: { territory: Territory }) {
  return (
    <svg className={style.mark} data-colour={territory.colour} viewBox="0 0 12 12" aria-hidden="true">
      <path d={markPath(territory.shape)} />
    </svg>
  )
}

/** A territory by its mark and its name. */
export function TerritoryName({ territory }: { territory: Territory }) {
  return (
    <span className={style.name} data-colour={territory.colour}>
      <TerritoryMark territory={territory} />
      {territory.label}
    </span>
  )
}
