import type { IndicatorResult } from '@retombees/contract/indicator'
import { useTranslation } from 'react-i18next'
import { Figure } from '../figure/figure.tsx'
import { useLocale } from '../i18n.ts'
import { StatusMark } from '../marks/status-mark.tsx'
import { linesOf } from '../questions/indicator-row.tsx'
import { useTerritories } from '../territory/territories.tsx'
import { TerritoryName } from '../territory/territory-mark.tsx'
import { BeforeLine } from './before-line.tsx'
import style from './indicators.module.css'
import { useSheetFacts } from './sheet-facts.ts'
import { SplitList } from './split-list.tsx'

interface IndicatorSheetCardProps {
  result: IndicatorResult
  /** The part that its figures are of, as the address takes it. */
  search: Readonly<Record<string, string>>
  /** The same for the period before; null where no part of time is asked for. */
  before: { period: string; result: IndicatorResult | undefined } | null
}

/** One indicator's sheet: definition, origin, baseline, targets, thresholds, caveats and version, beside the figures it gives today. */
export function IndicatorSheetCard({ result, search, before }: IndicatorSheetCardProps) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const { territoryOf } = useTerritories()
  const { sheet } = result
  const facts = useSheetFacts(sheet)
  const { by: _, ...part } = search
  return (
    <article className={style.sheet} id={sheet.id} aria-labelledby={`${sheet.id}-title`}>
      <h2 id={`${sheet.id}-title`}>{set(sheet.label)}</h2>
      <div className={style.body}>
        <dl className={style.facts}>
          {facts.map(([term, text]) => (
            <div key={`${term}${text}`}>
              <dt>{term}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <div>
          <StatusMark status={result.status} words={set(result.statusWords)} />
          <ul className={style.figures}>
            {linesOf(result).map(({ territory, figure }) => (
              <li key={territory ?? 'whole'}>
                <TerritoryName territory={territoryOf(territory)} />
                <Figure
                  figure={figure}
                  of={{
                    kind: 'indicator',
                    id: sheet.id,
                    search: part,
                    ...(territory === undefined ? {} : { territory }),
                  }}
                  name={`${set(sheet.label)}, ${territoryOf(territory).label}`}
                />
                {figure.state !== 'value' && (
                  <p className={style.needs}>
                    {set(figure.reason)}{' '}
                    {figure.needs !== undefined && t('indicators.needs', { needs: set(figure.needs) })}
                  </p>
                )}
                {before?.result !== undefined && (
                  <BeforeLine
                    now={figure}
                    before={figureOf(before.result, territory)}
                    period={before.period}
                  />
                )}
              </li>
            ))}
          </ul>
          {result.split !== null && <SplitList split={result.split} id={sheet.id} search={part} />}
        </div>
      </div>
    </article>
  )
}

function figureOf(result: IndicatorResult, territory: string | undefined) {
  return result.byTerritory.find((part) => part.territory === territory)?.figure ?? result.whole
}
