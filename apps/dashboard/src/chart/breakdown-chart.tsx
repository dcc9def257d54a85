import type { Breakdown } from '@retombees/contract/breakdown'
import { type ComponentType, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useFigureWords } from '../figure/figure-words.ts'
import { useLocale } from '../i18n.ts'
import { BreakdownTable } from './breakdown-table.tsx'
import { ChartFrame } from './chart-frame.tsx'
import type { DrawingProps } from './drawing-props.ts'
import { NoBreakdown } from './no-breakdown.tsx'

interface BreakdownChartProps extends Omit<DrawingProps, 'name'> {
  /** A slug: names its files. */
  id: string
  drawing: ComponentType<DrawingProps>
  download: { path: string; search: string }
}

/** A breakdown in the common frame; without anything to draw, what is missing and what would bring it. */
export function BreakdownChart({ id, table, drawing: Drawing, download, ...props }: BreakdownChartProps) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const words = useFigureWords()
  const sentences = useCallback(
    (breakdown: Breakdown) =>
      breakdown.cells.map(({ row, column, figure }) => {
        const label = (axis: Breakdown['columns'], key: string | null) =>
          axis?.values.find((value) => value.key === key)?.label
        const place = [label(breakdown.rows, row), label(breakdown.columns, column)]
        return t('chart.sentence', {
          place: set(place.filter((part) => part !== undefined).join(', ')),
          words: words(figure),
        })
      }),
    [t, set, words],
  )
  if (table.refused !== null || table.cells.length === 0) return <NoBreakdown table={table} />
  const name = set(table.label)
  return (
    <ChartFrame
      name={id}
      title={table.title}
      base={`${table.label}. ${table.baseLine}`}
      provenance={table.provenance}
      reading={table.reading}
      notes={table.notes}
      words={sentences(table)}
      download={download}
      table={<BreakdownTable table={table} name={name} {...props} />}
    >
      <Drawing table={table} name={name} {...props} />
    </ChartFrame>
  )
}
