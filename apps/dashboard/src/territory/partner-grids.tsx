import type { Breakdown } from '@retombees/contract/breakdown'
import type { Figure } from '@retombees/contract/figure'
import type { PartnerGrid } from '@retombees/contract/partner'
import { DEFAULT_QUERY } from '@retombees/contract/query'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { partners } from '../api/resources.ts'
import { Bars } from '../chart/bars.tsx'
import { BreakdownChart } from '../chart/breakdown-chart.tsx'
import { useLocale } from '../i18n.ts'
import { Answered } from '../states/answered.tsx'
import style from './centre-section.module.css'
import { useTerritories } from './territories.tsx'

/** The two partner grids, each in its own chart and on its own scale of order: filled in by different people, they are shown and not ranked. */
export function PartnerGrids() {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const { territoryOf } = useTerritories()
  const grid = useQuery(partners(locale, { ...DEFAULT_QUERY, size: 1000 }))
  return (
    <Answered query={grid} lines={10}>
      {(whole) => (
        <>
          <p className={style.note}>{set(whole.note)}</p>
          <div className={style.multiples}>
            {whole.territories.map(({ territory }) => (
              <BreakdownChart
                key={territory}
                id={`grid-${territory}`}
                table={meansOf(whole, territory, {
                  place: territoryOf(territory).label,
                  title: (label) =>
                    t('territories.grid_title', { label, place: territoryOf(territory).label }),
                  label: t('territories.grid_label', { place: territoryOf(territory).label }),
                  criterion: t('territories.criterion'),
                  unit: t('partners.mean'),
                  rule: t('territories.grid_rule'),
                  missing: t('partners.missing'),
                  reading: t('territories.grid_reading'),
                })}
                drawing={Bars}
                lineage={(_, __, figure) => ({
                  kind: 'files',
                  label: t('territories.grid_label', { place: territoryOf(territory).label }),
                  figure,
                  rule: t('territories.grid_rule'),
                })}
                download={{ path: 'partners', search: `territory=${territory}` }}
              />
            ))}
          </div>
        </>
      )}
    </Answered>
  )
}

interface GridWords {
  place: string
  title: (criterion: string) => string
  label: string
  criterion: string
  unit: string
  rule: string
  missing: string
  reading: string
}

/** The mean score on each criterion in one grid: the sum of the scores that are there over their number. */
function meansOf(grid: PartnerGrid, territory: string, words: GridWords): Breakdown {
  const rows = grid.engagements.filter((engagement) => engagement.territory === territory)
  const figureOf = (criterion: string): Figure => {
    const scores = rows.flatMap(({ scores }) => scores[criterion] ?? [])
    const described = { where: { territory }, format: 'score' as const, unit: '' }
    if (scores.length === 0) return { state: 'no_data', ...described, reason: words.missing }
    const sum = scores.reduce((total, score) => total + score, 0)
    return {
      state: 'value',
      ...described,
      value: sum / scores.length,
      numerator: sum,
      denominator: scores.length,
      base: { kind: 'scores', rule: words.rule, n: scores.length },
      interval: null,
      smallBase: false,
      provenance: grid.provenance,
      loads: [...new Set(rows.map(({ loadId }) => loadId))],
      discrepancies: [],
    }
  }
  const cells = grid.criteria.map(({ id }) => ({ row: id, column: null, figure: figureOf(id) }))
  const amountOf = (figure: Figure) => (figure.state === 'value' ? figure.value : -1)
  const [highest] = cells.toSorted((a, b) => amountOf(b.figure) - amountOf(a.figure))
  const label = grid.criteria.find(({ id }) => id === highest?.row)?.label ?? ''
  return {
    measure: 'partners',
    title: words.title(label),
    label: words.label,
    unit: words.unit,
    baseLine: words.rule,
    rows: {
      id: 'criterion',
      label: words.criterion,
      ordered: true,
      values: grid.criteria.map((criterion) => ({ key: criterion.id, label: criterion.label, territory })),
    },
    columns: null,
    cells,
    total: { state: 'no_data', where: {}, format: 'score', unit: '', reason: words.missing },
    additive: false,
    refused: null,
    needs: null,
    reading: words.reading,
    notes: [],
    annotations: [],
    target: null,
    provenance: grid.provenance,
  }
}
