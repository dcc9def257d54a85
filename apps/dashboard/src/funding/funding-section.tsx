import type { FundingTable } from '@retombees/contract/funding'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { BreakdownFrame } from '../chart/breakdown-frame.tsx'
import { formatEuros, formatPercent } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import { LoadingLines } from '../states/loading.tsx'
import { fundingBreakdown } from './funding-breakdown.ts'
import { FundingTableView } from './funding-table.tsx'

const Bars = lazy(async () => ({ default: (await import('../chart/bars.tsx')).Bars }))

/** The financing plan: who brings how much, in a sentence, in a drawing and in a table with its totals. */
export function FundingSection({ table }: { table: FundingTable }) {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const [first] = table.byFunder.toSorted((a, b) => b.amount - a.amount)
  const breakdown = fundingBreakdown(table, {
    title:
      first === undefined || table.total <= 0
        ? t('funding.caption')
        : t('funding.finding', {
            funder: first.label,
            share: formatPercent(first.amount / table.total, locale, 0),
            total: formatEuros(table.total, locale),
          }),
    label: t('funding.caption'),
    year: t('axis.civil-year'),
    funder: t('funding.funder'),
    dash: t('funding.dash'),
    reading: t('funding.reading'),
  })
  return (
    <BreakdownFrame
      id="funding"
      table={breakdown}
      tableBelow
      view={<FundingTableView table={table} />}
      download={{ path: 'funding', search: '' }}
    >
      <div className="screen-only">
        <Suspense fallback={<LoadingLines lines={5} label={t('loading')} />}>
          <Bars
            table={breakdown}
            name={t('funding.caption')}
            lineage={(year, funder) => ({
              kind: 'funding',
              year: Number(year),
              ...(funder === null ? {} : { funder }),
            })}
          />
        </Suspense>
      </div>
    </BreakdownFrame>
  )
}
