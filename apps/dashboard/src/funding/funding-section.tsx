import type { FundingTable } from '@retombees/contract/funding'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { ProvenanceMark } from '../figure/provenance-mark.tsx'
import { formatEuros, formatPercent } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import { LoadingLines } from '../states/loading.tsx'
import style from './funding.module.css'
import { FundingTableView } from './funding-table.tsx'

const FundingChart = lazy(() => import('./funding-chart.tsx'))

/** The financing plan: who brings how much, in a sentence, in a small chart and in a table with its totals. */
export function FundingSection({ table }: { table: FundingTable }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const [first] = table.byFunder.toSorted((a, b) => b.amount - a.amount)
  return (
    <>
      {first !== undefined && table.total > 0 && (
        <h3 className={style.finding}>
          {t('funding.finding', {
            funder: first.label,
            share: formatPercent(first.amount / table.total, locale, 0),
            total: formatEuros(table.total, locale),
          })}
        </h3>
      )}
      <p className={style.note}>
        {set(table.note)} <ProvenanceMark provenance={table.provenance} />
      </p>
      <div className="screen-only">
        <Suspense fallback={<LoadingLines lines={5} label={t('loading')} />}>
          <FundingChart table={table} />
        </Suspense>
      </div>
      <FundingTableView table={table} />
    </>
  )
}
