import type { AxisValue } from '@retombees/contract/breakdown'
import { periodBefore } from '@retombees/contract/period'
import { useQuery } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { annotations } from '../api/annotations.ts'
import { type FieldTable, fieldTable, searchOf } from '../api/breakdowns.ts'
import { usePeriodName } from '../filter/use-periods.ts'
import { useLocale } from '../i18n.ts'
import { Answered } from '../states/answered.tsx'
import { BreakdownChart } from './breakdown-chart.tsx'
import { concerning, isTimed, withEvents } from './dated-events.ts'
import type { DrawingProps } from './drawing-props.ts'
import { EventList } from './event-list.tsx'
import { broughtForward } from './previous.ts'

interface FieldChartProps {
  asked: FieldTable
  drawing: ComponentType<DrawingProps>
  own?: (value: AxisValue) => boolean
}

/**
 * A table of the field, asked for, drawn, traced and taken away by one and the same query. A part of time stands beside the
 * part before it; what follows time bears the dated events that people wrote.
 */
export function FieldChart({ asked, drawing, own }: FieldChartProps) {
  const { locale } = useLocale()
  const nameOf = usePeriodName()
  const answer = useQuery(fieldTable(locale, asked))
  const earlier = periodBefore(asked.query.period)
  const past = useQuery({
    ...fieldTable(locale, { ...asked, query: { ...asked.query, period: earlier ?? '' } }),
    enabled: earlier !== null,
  })
  const events = concerning(useQuery(annotations(locale)).data?.data ?? [], asked.query)
  const { topic, measure } = asked
  const search = searchOf(asked)
  const before =
    earlier === null || past.data === undefined
      ? undefined
      : broughtForward(past.data.data, earlier, asked.query.period)
  return (
    <Answered query={answer} lines={8}>
      {(table) => (
        <BreakdownChart
          id={`${measure}-${asked.rows}`}
          table={withEvents(table, events)}
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
          {...(before === undefined || earlier === null ? {} : { before, beforeLabel: nameOf(earlier) })}
          {...(isTimed(table) ? { folded: <EventList events={events} /> } : {})}
          download={{ path: `${topic}/tables/${measure}`, search: new URLSearchParams(search).toString() }}
        />
      )}
    </Answered>
  )
}
