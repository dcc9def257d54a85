import { addDays } from './calendar.ts'
import type { SimulatedTable } from './record.ts'
import type { World } from './world.ts'

/** Each centre begins without a status and moves up the list, or does not. */
export function cafStatuses(world: World): SimulatedTable {
  const dice = world.dice('caf-statuses')
  const statuses = world.codes('caf_statuses', 'status')
  const rows = world.centres.flatMap(({ id, territory }) => {
    const reached = statuses.slice(0, dice.integer(1, Math.max(1, statuses.length)))
    const starts = reached.map((_, at) =>
      at === 0 ? world.start : addDays(world.start, 280 * at + dice.integer(0, 200)),
    )
    return reached.map((status, at) => ({
      fields: {
        centre: id,
        territory,
        status,
        valid_from: starts[at] ?? world.start,
        valid_to: starts[at + 1] ? addDays(starts[at + 1] as string, -1) : null,
      },
    }))
  })
  return { table: 'caf_statuses', rows }
}
