import type { CrossTable } from '@retombees/contract/cross-table'
import { useTranslation } from 'react-i18next'
import drawing from '../chart/drawing.module.css'
import { formatCount } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import style from './cross-drawing.module.css'
import { type CrossForm, groupsOf } from './cross-layout.ts'
import { shadeOf } from './cross-tones.ts'
import { useGroupTones } from './use-group-tones.ts'

/** What each block or bar means. */
export function CrossLegend({ table, form }: { table: CrossTable; form: CrossForm }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const tones = useGroupTones(table)
  if (form === 'groups')
    return (
      <ul className={drawing.legend} data-legend="">
        {groupsOf(table).map(({ code, label, n }) => (
          <li key={code}>
            <svg className={drawing.swatch} aria-hidden="true">
              <rect className={drawing.fill} width="100%" height="100%" {...tones(code)} />
            </svg>
            {t('surveys.group', { label: set(label), n: formatCount(n, locale) })}
          </li>
        ))}
      </ul>
    )
  return (
    <ul className={drawing.legend} data-legend="">
      {table.rows.codes.map(({ code, label }, at) => (
        <li key={code}>
          <svg className={drawing.swatch} aria-hidden="true">
            {form === 'stacks' ? (
              <rect className={drawing.fill} width="100%" height="100%" {...shadeOf(at)} />
            ) : (
              <rect
                className={style.block}
                width="100%"
                height="100%"
                data-colour="ink"
                data-side={sideOf(table, at)}
                data-strong={isOutermost(table, at) ? '' : undefined}
              />
            )}
          </svg>
          {set(label)}
        </li>
      ))}
    </ul>
  )
}

function sideOf({ rows }: CrossTable, at: number): 'for' | 'against' | 'apart' {
  const polarity = rows.polarity[at]
  return polarity === 'for' || polarity === 'against' ? polarity : 'apart'
}

/** The strongest answer of a side: the first that agrees, the last that disagrees, as scales are written; the other way round for a scale that rises. */
export function isOutermost({ rows }: CrossTable, at: number): boolean {
  const polarity = rows.polarity[at]
  const places = rows.polarity.flatMap((each, place) => (each === polarity ? [place] : []))
  const rising = rows.polarity.indexOf('against') < rows.polarity.indexOf('for')
  if (polarity === 'for') return at === (rising ? places.at(-1) : places[0])
  if (polarity === 'against') return at === (rising ? places[0] : places.at(-1))
  return false
}
