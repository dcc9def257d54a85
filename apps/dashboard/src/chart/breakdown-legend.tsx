import type { Breakdown } from '@retombees/contract/breakdown'
import { useLocale } from '../i18n.ts'
import { useTerritories } from '../territory/territories.tsx'
import style from './drawing.module.css'
import { tonesOf } from './tones.ts'

/** What the colours of the blocks stand for; nothing where there is one colour. */
export function BreakdownLegend({ table }: { table: Breakdown }) {
  const { set } = useLocale()
  const { territoryOf } = useTerritories()
  if (table.columns === null) return null
  const tones = tonesOf(table.columns, territoryOf)
  return (
    <ul className={style.legend} data-legend="">
      {table.columns.values.map((value) => (
        <li key={value.key}>
          <span className={style.swatch} aria-hidden="true">
            <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
              <rect className={style.fill} width="12" height="12" {...tones(value)} />
            </svg>
          </span>
          {set(value.label)}
        </li>
      ))}
    </ul>
  )
}
