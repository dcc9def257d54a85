import type { SurveyTable } from '@retombees/contract/survey'
import { useTranslation } from 'react-i18next'
import drawing from '../chart/drawing.module.css'
import { useLocale } from '../i18n.ts'
import { useTerritories } from '../territory/territories.tsx'
import { layOutBar } from './diverging-layout.ts'
import style from './item-bars.module.css'

/** What each block of the drawing means; the hatch is explained only where it is used. */
export function ItemLegend({ table }: { table: SurveyTable }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const { territories } = useTerritories()
  const of = (polarity: 'for' | 'against' | 'neither') =>
    table.codes.filter((code) => code.polarity === polarity)
  const [strongest] = of('for')
  const last = of('against').at(-1)
  const unknown = table.rows.some((row) =>
    row.columns.some((column) => layOutBar(column, table.codes)?.segments.some(({ known }) => !known)),
  )
  return (
    <ul className={drawing.legend} data-legend="">
      {of('against')
        .toReversed()
        .map(({ code, label }) => (
          <li key={code}>
            <Swatch side="against" colours={['ink']} strong={code === last?.code} />
            {set(label)}
          </li>
        ))}
      {of('for')
        .toReversed()
        .map(({ code, label }) => (
          <li key={code}>
            <Swatch
              side="for"
              colours={territories.map(({ colour }) => colour)}
              strong={code === strongest?.code}
            />
            {set(label)}
          </li>
        ))}
      {of('neither').map(({ code, label }, index, all) => (
        <li key={code}>
          <Swatch side="apart" colours={['ink']} strong={index === all.length - 1} />
          {set(label)}
        </li>
      ))}
      {unknown && (
        <li>
          <Swatch side="apart" colours={['ink']} unknown />
          {t('survey.unknown')}
        </li>
      )}
    </ul>
  )
}

interface SwatchProps {
  side: string
  colours: string[]
  strong?: boolean
  unknown?: boolean
}

function Swatch({ side, colours, strong, unknown }: SwatchProps) {
  return (
    <svg height="12" viewBox={`0 0 ${colours.length * 14} 12`} aria-hidden="true">
      {colours.map((colour, index) => (
        <g
          key={colour}
          className={style.block}
          data-colour={colour}
          data-side={side}
          data-strong={strong ? '' : undefined}
          data-unknown={unknown ? '' : undefined}
        >
          <rect x={index * 14 + 0.5} y="0.5" width="12" height="11" />
          {unknown && <rect x={index * 14 + 0.5} y="0.5" width="12" height="11" fill="url(#unknown)" />}
        </g>
      ))}
    </svg>
  )
}
