import { type Figure, isKnown } from '@retombees/contract/figure'
import type { Territory } from '../territory/territories.tsx'
import { markPath } from '../territory/territory-mark.tsx'
import style from './interval-plot.module.css'

const at = (share: number) => `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`

interface IntervalPlotProps {
  figure: Figure
  territory: Territory
  /** The value to reach, where somebody set one. */
  target?: number | null
}

/**
 * A share as a mark on 0 to 100 %, its interval as a bar behind it. The numbers stand beside it, so it is mute to a
 * screen reader. Without a value the track is dotted and bare, which
 * is not a zero; what is not a share has no track at all.
 */
export function IntervalPlot({ figure, territory, target = null }: IntervalPlotProps) {
  if (figure.format !== 'percent') return <span />
  const drawn = isKnown(figure) ? figure : null
  return (
    <svg className={style.plot} data-colour={territory.colour} aria-hidden="true">
      <line
        className={style.track}
        x1="0"
        x2="100%"
        y1="50%"
        y2="50%"
        data-empty={drawn === null ? '' : undefined}
      />
      <line className={style.tick} x1="50%" x2="50%" y1="15%" y2="85%" />
      {target !== null && (
        <line className={style.target} x1={at(target)} x2={at(target)} y1="0" y2="100%" data-target="" />
      )}
      {drawn?.interval && (
        <line
          className={style.interval}
          x1={at(drawn.interval.low)}
          x2={at(drawn.interval.high)}
          y1="50%"
          y2="50%"
        />
      )}
      {drawn !== null && (
        <svg x={at(drawn.value)} y="50%" overflow="visible" aria-hidden="true">
          <path className={style.dot} d={markPath(territory.shape)} transform="translate(-6 -6)" />
        </svg>
      )}
    </svg>
  )
}

/** The scale that the plots under it share. */
export function IntervalScale({ labels }: { labels: [string, string, string] }) {
  return (
    <span className={style.scale} aria-hidden="true">
      {labels.map((label) => (
        <span key={label}>{label}</span>
      ))}
    </span>
  )
}
