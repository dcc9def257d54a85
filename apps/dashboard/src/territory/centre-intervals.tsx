import type { AxisValue, Breakdown } from '@retombees/contract/breakdown'
import { type IntervalEstimate, isKnown } from '@retombees/contract/figure'
import type { IndicatorResult } from '@retombees/contract/indicator'
import { DEFAULT_QUERY } from '@retombees/contract/query'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { indicatorsOf, programme } from '../api/resources.ts'
import { Bars } from '../chart/bars.tsx'
import { BreakdownChart } from '../chart/breakdown-chart.tsx'
import { useMarkedTitle } from '../chart/use-marked-title.ts'
import { useLocale } from '../i18n.ts'
import { Answered } from '../states/answered.tsx'
import style from './centre-section.module.css'

/** Shares centre by centre with their intervals: first those where two centres' intervals stand apart. */
export function CentreIntervals({ own }: { own: (value: AxisValue) => boolean }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const all = useQuery(indicatorsOf(locale, { ...DEFAULT_QUERY, by: 'centre' }))
  const marked = useMarkedTitle()
  const about = useQuery(programme(locale)).data?.data
  return (
    <Answered query={all} lines={8}>
      {(results) => {
        const drawn = results.filter((result) => intervalsOf(result).length > 1)
        if (drawn.length === 0) return <p className={style.note}>{t('territories.no_intervals')}</p>
        const sorted = drawn.toSorted((a, b) => Number(standApart(b)) - Number(standApart(a)))
        return (
          <div className={style.multiples}>
            {sorted.map((result) => (
              <BreakdownChart
                key={result.sheet.id}
                id={`centres-${result.sheet.id}`}
                table={byCentre(result, {
                  territoryOf: (centre) => about?.centres.find(({ id }) => id === centre)?.territory,
                  title: marked(
                    standApart(result)
                      ? t('territories.centres_apart', { label: set(result.sheet.label) })
                      : t('territories.centres_overlap', {
                          label: set(result.sheet.label),
                          count: intervalsOf(result).length,
                        }),
                    isKnown(result.whole) ? result.whole.provenance : null,
                  ),
                  centre: t('filter.centre'),
                  reading: t('territories.intervals_reading'),
                })}
                drawing={Bars}
                own={own}
                lineage={(centre) => ({ kind: 'indicator', id: result.sheet.id, search: { centre } })}
                download={{ path: 'indicators', search: 'by=centre' }}
              />
            ))}
          </div>
        )
      }}
    </Answered>
  )
}

function intervalsOf({ split }: IndicatorResult): IntervalEstimate[] {
  return (split?.parts ?? []).flatMap(({ figure }) =>
    isKnown(figure) && !figure.smallBase && figure.interval !== null ? [figure.interval] : [],
  )
}

/** Whether the highest interval of a centre begins above the end of the lowest: what may be looked into, not what is tested. */
function standApart(result: IndicatorResult): boolean {
  const intervals = intervalsOf(result)
  return Math.max(...intervals.map(({ low }) => low)) > Math.min(...intervals.map(({ high }) => high))
}

interface CentreWords {
  territoryOf: (centre: string) => string | undefined
  title: string
  centre: string
  reading: string
}

function byCentre({ sheet, split, whole }: IndicatorResult, words: CentreWords): Breakdown {
  const parts = split?.parts ?? []
  return {
    measure: sheet.id,
    title: words.title,
    label: sheet.label,
    unit: sheet.unit,
    baseLine: sheet.formula,
    rows: {
      id: 'centre',
      label: words.centre,
      ordered: false,
      values: parts.map(({ key, label }) => {
        const territory = words.territoryOf(key)
        return { key, label, ...(territory === undefined ? {} : { territory }) }
      }),
    },
    columns: null,
    cells: parts.map(({ key, figure }) => ({ row: key, column: null, figure })),
    total: whole,
    additive: false,
    refused: null,
    needs: null,
    reading: words.reading,
    notes: [],
    annotations: [],
    target: null,
    provenance: isKnown(whole) ? whole.provenance : null,
  }
}
