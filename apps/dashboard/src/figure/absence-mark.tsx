import type { AbsentFigure } from '@retombees/contract/figure'
import style from './figure.module.css'

/**
 * Four ways of having no value, each with a shape of its own: an empty ring, a struck ring, a closed bar, a hatched box.
 * None of them looks like a zero.
 */
export function AbsenceMark({ state }: { state: AbsentFigure['state'] }) {
  return (
    <svg className={style.mark} viewBox="0 0 16 16" aria-hidden="true">
      {state === 'no_data' && <circle cx="8" cy="8" r="5.5" strokeDasharray="2.2 2.1" />}
      {state === 'not_asked' && <path d="M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11zM4.2 11.8L11.8 4.2" />}
      {state === 'suppressed' && <path className={style.solid} d="M1.5 5.5h13v5h-13z" />}
      {state === 'illegible' && <path d="M2.5 2.5h11v11h-11zM2.5 9.5l7-7M2.5 13.5l11-11M6.5 13.5l7-7" />}
    </svg>
  )
}
