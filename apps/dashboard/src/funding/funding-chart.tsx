import type { FundingTable } from '@retombees/contract/funding'
import { useTranslation } from 'react-i18next'
import { Bar, BarChart, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import { formatEuros } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import style from './funding.module.css'
import { cellOf } from './funding-matrix.ts'

interface Drawn {
  x?: number
  y?: number
  width?: number
  height?: number
  payload?: { year: number }
}

/** A bar a year, a block a funder, both territories together. The table under it holds every amount. */
export default function FundingChart({ table }: { table: FundingTable }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const funders = table.byFunder.toSorted((a, b) => b.amount - a.amount)
  const data = table.years.map((year) => ({ year }))
  const most = Math.max(...table.byYear.map(({ amount }) => amount))
  const words = table.byYear.map(({ key, amount }) => `${key} : ${formatEuros(amount, locale)}`).join(' ; ')
  return (
    <figure className={style.chart}>
      <div role="img" aria-label={t('funding.chart', { words })}>
        <ResponsiveContainer width="100%" height={data.length * 40}>
          <BarChart
            data={data}
            layout="vertical"
            margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
            barCategoryGap={6}
            accessibilityLayer={false}
          >
            <XAxis type="number" domain={[0, most]} hide />
            <YAxis
              type="category"
              dataKey="year"
              width={48}
              axisLine={false}
              tickLine={false}
              className={style.years}
            />
            {funders.map(({ key, label }, rank) => (
              <Bar
                key={key}
                dataKey={({ year }: { year: number }) =>
                  cellOf(table.lines, { funder: key, year }).amount ?? 0
                }
                stackId="plan"
                isAnimationActive={false}
                shape={(drawn: Drawn) => <Block drawn={drawn} rank={rank} label={set(label)} />}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
      <ul className={style.legend} aria-hidden="true">
        {funders.map(({ key, label }, rank) => (
          <li key={key}>
            <svg viewBox="0 0 12 12" className={style.swatch} aria-hidden="true">
              <rect className={style.block} data-rank={rank} width="12" height="12" />
            </svg>
            {set(label)}
          </li>
        ))}
      </ul>
    </figure>
  )
}

function Block({ drawn, rank, label }: { drawn: Drawn; rank: number; label: string }) {
  const { x = 0, y = 0, width = 0, height = 0 } = drawn
  if (width <= 0) return <g />
  return (
    <g>
      <rect
        className={style.block}
        data-rank={rank}
        x={x}
        y={y}
        width={Math.max(0, width - 1.5)}
        height={height}
      >
        <title>{label}</title>
      </rect>
      {width > label.length * 8 + 16 && (
        <text className={style.blockLabel} data-rank={rank} x={x + 8} y={y + height / 2} dy="0.35em">
          {label}
        </text>
      )}
    </g>
  )
}
