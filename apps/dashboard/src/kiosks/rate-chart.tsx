import type { AxisValue } from '@retombees/contract/breakdown'
import type { KioskRate } from '@retombees/contract/kiosk-rates'
import type { Query } from '@retombees/contract/query'
import { useQuery } from '@tanstack/react-query'
import { kioskRate, partOf, RATE_FILTERS } from '../api/field.ts'
import { Bars } from '../chart/bars.tsx'
import { BreakdownChart } from '../chart/breakdown-chart.tsx'
import { useLocale } from '../i18n.ts'
import { Answered } from '../states/answered.tsx'

interface RateChartProps {
  rate: KioskRate
  query: Query
  own?: (value: AxisValue) => boolean
}

/** A rate over several sources of the kiosks, by centre. Its rows are of several files: the base says which meet. */
export function RateChart({ rate, query, own }: RateChartProps) {
  const { locale } = useLocale()
  const answer = useQuery(kioskRate(locale, rate, query))
  return (
    <Answered query={answer} lines={6}>
      {(table) => (
        <BreakdownChart
          id={rate}
          table={table}
          drawing={Bars}
          lineage={(centre, _, figure) => ({
            kind: 'files',
            label: [table.label, table.rows.values.find(({ key }) => key === centre)?.label]
              .filter(Boolean)
              .join(', '),
            figure,
            rule: table.baseLine,
          })}
          {...(own === undefined ? {} : { own })}
          download={{
            path: `kiosks/rates/${rate}`,
            search: new URLSearchParams(partOf(query, RATE_FILTERS)).toString(),
          }}
        />
      )}
    </Answered>
  )
}
