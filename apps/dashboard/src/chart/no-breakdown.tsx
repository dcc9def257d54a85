import type { Breakdown } from '@retombees/contract/breakdown'
import { isKnown } from '@retombees/contract/figure'
import { Figure } from '../figure/figure.tsx'
import { useLocale } from '../i18n.ts'
import style from './no-breakdown.module.css'

/** Why there is no drawing: masked, never collected, or refused; and what would bring it. A mask never looks like a lack. */
export function NoBreakdown({ table }: { table: Breakdown }) {
  const { set } = useLocale()
  const { total } = table
  return (
    <section className={style.none} aria-label={set(table.label)}>
      <p className={style.name}>{set(table.label)}</p>
      <p>
        <Figure figure={total} name={set(table.label)} />
      </p>
      <p>{set(table.refused ?? (isKnown(total) ? '' : total.reason))}</p>
      {table.needs !== null && <p className={style.needs}>{set(table.needs)}</p>}
    </section>
  )
}
