import type { SourceFile } from '@retombees/programme/source-file'
import type { Attending } from './attendance.ts'
import { addDays, weekdayOf } from './calendar.ts'
import { inBand, isByCentre } from './head-counts.ts'
import type { SimulatedRow, SimulatedTable } from './record.ts'
import { sourcesOf, type World } from './world.ts'

/** One line of the grid: what is counted, and who is. */
interface Margin {
  readonly variable: 'total' | 'gender' | 'age_band'
  readonly list: string | null
  readonly code: string
}

/**
 * The head counts that somebody gathers from all centres: a line for each week, kind of workshop and thing counted, a
 * column for each centre; empty where none was held. Only for sources that have such columns.
 */
export function headCountGrid(world: World, attending: readonly Attending[]): SimulatedTable {
  const margins = sourcesOf(world.programme, 'head_counts')
    .filter(isByCentre)
    .slice(0, 1)
    .flatMap((source) => marginsOf(world, source))
  const weeks = new Map<string, Attending[]>()
  for (const one of attending) {
    const { day, kind, centre } = one.workshop
    if (!centre.headCountsOnly) continue
    const key = `${addDays(day, -weekdayOf(day))}/${kind}`
    weeks.set(key, [...(weeks.get(key) ?? []), one])
  }
  const rows = [...weeks]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, people], at) => {
      const [day, kind] = key.split('/') as [string, string]
      // Nothing is gathered before the first day of the period.
      const workshop = `R-${day.slice(0, 4)}-${String(at + 1).padStart(4, '0')}`
      const on = { workshop, day: day < world.start ? world.start : day, kind: kind === 'null' ? null : kind }
      return margins.map(
        ({ variable, list, code }): SimulatedRow => ({
          fields: { ...on, variable, code_list: list, code },
          counts: countsOf(world, people, { variable, list, code }),
        }),
      )
    })
  return { table: 'head_counts', rows, sentTo: isByCentre }
}

function countsOf(world: World, people: readonly Attending[], margin: Margin): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { workshop, resident } of people) {
    const place = `/${workshop.centre.id}`
    const age = Number(workshop.day.slice(0, 4)) - resident.birthYear
    const counted =
      margin.variable === 'total' ||
      (margin.variable === 'gender'
        ? resident.gender === margin.code
        : inBand(world, margin.list ?? '', margin.code, age))
    counts.set(place, (counts.get(place) ?? 0) + (counted ? 1 : 0))
  }
  return counts
}

/** What the source's codes let be counted: everybody, and each code of the lists that it names. */
function marginsOf(world: World, source: SourceFile): Margin[] {
  const codes = world.codesOf(source, 'code')
  const lists = world.codesOf(source, 'code_list')
  return codes.flatMap((code): Margin[] => {
    if (code === '*') return [{ variable: 'total', list: null, code }]
    const list = world.programme.vocabularies.find(
      ({ id, codes: known }) => lists.includes(id) && known.some((one) => one.id === code),
    )
    return list ? [{ variable: list.kind === 'ages' ? 'age_band' : 'gender', list: list.id, code }] : []
  })
}
