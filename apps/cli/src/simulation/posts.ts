import { addDays } from './calendar.ts'
import { byRank } from './dice.ts'
import type { Scalar, SimulatedTable } from './record.ts'
import type { World } from './world.ts'

/** Posts of each centre, most of them fixed-term: people leave, a gap follows, somebody else comes. */
export function posts(world: World): SimulatedTable {
  const dice = world.dice('posts')
  const kinds = world.codes('posts', 'kind')
  const contracts = world.codes('posts', 'contract')
  const made = world.centres.flatMap(({ id, territory }) =>
    kinds
      .filter(() => dice.chance(0.55))
      .flatMap((kind) => {
        const shared = dice.chance(0.2)
        const held: Record<string, Scalar>[] = []
        let from = addDays(world.start, dice.integer(0, 200))
        while (from <= world.end && held.length < 4) {
          const contract = contracts.length > 0 ? dice.weighted(contracts, byRank(contracts, 0.4)) : null
          const until = addDays(from, Math.round(dice.skewed(540, 0.5)))
          const ended = until <= world.end ? until : null
          held.push({
            kind,
            centre: shared ? null : id,
            territory,
            shared,
            contract,
            started_on: from,
            ended_on: ended,
          })
          if (!ended) break
          from = addDays(until, dice.integer(15, 120))
        }
        return held
      }),
  )
  return {
    table: 'posts',
    rows: made.map((fields, at) => ({ fields: { post: `P-${String(at + 1).padStart(3, '0')}`, ...fields } })),
  }
}
