import type { Annotation } from '@retombees/contract/annotation'
import type { Breakdown } from '@retombees/contract/breakdown'
import { periodOfDay } from '@retombees/contract/period'
import type { Query } from '@retombees/contract/query'

/** Whether a breakdown follows time, so that a day has a place on it. */
export function isTimed({ rows }: Breakdown): boolean {
  return periodOfDay('2000-01-01', rows.id) !== null
}

/** The events that concern what is shown: those of the whole programme, and those of the places that a query keeps. */
export function concerning(events: readonly Annotation[], query: Query): Annotation[] {
  const kept = (chosen: readonly string[], place: string | null) =>
    place === null || chosen.length === 0 || chosen.includes(place)
  return events.filter(
    ({ territory, centre }) => kept(query.territory, territory) && kept(query.centre, centre),
  )
}

/** The same breakdown with the events that fall on its axis; one that falls outside is left to the list under the chart. */
export function withEvents(table: Breakdown, events: readonly Annotation[]): Breakdown {
  const rows = new Set(table.rows.values.map(({ key }) => key))
  const placed = events.flatMap(({ day, text }) => {
    const row = periodOfDay(day, table.rows.id)
    return row !== null && rows.has(row) ? [{ row, date: day, label: text }] : []
  })
  if (placed.length === 0) return table
  const annotations = [...table.annotations, ...placed].toSorted((a, b) => a.date.localeCompare(b.date))
  return { ...table, annotations }
}
