import type { AxisValue } from '@retombees/contract/breakdown'
import { useQuery } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { type FieldTable, fieldTable, searchOf } from '../api/breakdowns.ts'
import { useLocale } from '../i18n.ts'
import { Answered } from '../states/answered.tsx'
import { BreakdownChart } from './breakdown-chart.tsx'
import type { DrawingProps } from './drawing-props.ts'

interface FieldChartProps {
  asked: FieldTable
  drawing: ComponentType<DrawingProps>
  own?: (value: AxisValue) => boolean
}

/** A table of the field, asked for, drawn, traced and taken away by one and the same query. */
export function FieldChart({ asked, drawing, own }: FieldChartProps) {
  const { locale } = useLocale()
  const answer = useQuery(fieldTable(locale, asked))
  const { topic, measure } = asked
  const search = searchOf(asked)
  return (
    <Answered query={answer} lines={8}>
      {(table) => (
        <BreakdownChart
          id={`${measure}-${asked.rows}`}
          table={table}
          drawing={drawing}
          lineage={(row, column) => ({
            kind: 'breakdown',
            topic,
            measure,
            search,
            row,
            column: column ?? '',
          })}
          {...(own === undefined ? {} : { own })}
          download={{ path: `${topic}/tables/${measure}`, search: new URLSearchParams(search).toString() }}
        />
      )}
    </Answered>
  )
}
