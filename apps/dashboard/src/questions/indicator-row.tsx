import { type Figure as FigureData, isKnown } from '@retombees/contract/figure'
import type { IndicatorResult } from '@retombees/contract/indicator'
import { useTranslation } from 'react-i18next'
import { Figure } from '../figure/figure.tsx'
import { IntervalPlot } from '../figure/interval-plot.tsx'
import { useLocale } from '../i18n.ts'
import { useTerritories } from '../territory/territories.tsx'
import { TerritoryName } from '../territory/territory-mark.tsx'
import style from './indicator-row.module.css'

interface Line {
  territory: string | undefined
  figure: FigureData
}

/** The figures to show of an indicator: its territories where one of them is known, else the whole. */
export function linesOf(result: IndicatorResult): Line[] {
  const split = result.byTerritory.some((part) => isKnown(part.figure))
  return split ? result.byTerritory : [{ territory: undefined, figure: result.whole }]
}

interface IndicatorRowProps {
  result: IndicatorResult
  /** The note that says why its territories are not compared. */
  note: number | null
  /** Whether it has its place on paper. */
  printed: boolean
}

/** One indicator: its name, who speaks, a mark and interval for each territory, the figures, and what may be claimed. */
export function IndicatorRow({ result, note, printed }: IndicatorRowProps) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const { territoryOf } = useTerritories()
  const { sheet } = result
  return (
    <li className={printed ? style.row : `${style.row} screen-only`}>
      <div className={style.label}>
        <p className={style.name}>
          {set(sheet.label)}
          {note !== null && <sup> {note}</sup>}
        </p>
        <p className={style.voice}>
          {t(`voice.${sheet.voice}`)}, {t(`nature.${sheet.nature}`)}
          {result.reading !== null &&
            result.whole.state === 'value' &&
            result.whole.interval !== null &&
            ` — ${t(`reading.${result.reading}`)}`}
        </p>
      </div>
      <div className={style.lines}>
        {linesOf(result).map(({ territory, figure }) => (
          <div className={style.line} key={territory ?? 'whole'}>
            <TerritoryName territory={territoryOf(territory)} />
            <IntervalPlot
              figure={figure}
              territory={territoryOf(territory)}
              target={sheet.targets.find(({ inForce }) => inForce)?.value ?? null}
            />
            <Figure
              figure={figure}
              of={{ kind: 'indicator', id: sheet.id, ...(territory === undefined ? {} : { territory }) }}
              name={`${set(sheet.label)}, ${territoryOf(territory).label}`}
            />
          </div>
        ))}
        {result.comparison !== null && (
          <p className={style.claim} data-established={result.comparison.established ? '' : undefined}>
            {set(result.comparison.sentence)}
          </p>
        )}
      </div>
    </li>
  )
}
