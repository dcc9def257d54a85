import { addDays } from './calendar.ts'
import { byRank } from './dice.ts'
import type { SimulatedTable } from './record.ts'
import type { World } from './world.ts'

export interface Kiosk {
  readonly id: string
  readonly centre: string
  readonly territory: string
  readonly kind: string | null
  readonly installedOn: string
  readonly removedOn: string | null
}

/** A kiosk in each centre that has one, a second one in some, an old one that was taken away in others. */
export function kiosksOf(world: World): Kiosk[] {
  const dice = world.dice('kiosk-installations')
  const kinds = world.codes('kiosk_installations', 'kind')
  const half = world.days[Math.floor(world.days.length / 2)] ?? world.end
  return world.centres.flatMap(({ id, territory, hasKiosk }): Kiosk[] => {
    const name = (number: number) => `${id}-${number}`
    const at = { centre: id, territory }
    const kind = () => (kinds.length > 0 ? dice.weighted(kinds, byRank(kinds, 0.5)) : null)
    if (!hasKiosk) {
      const removedOn = addDays(world.start, dice.integer(60, 180))
      return [{ ...at, id: name(0), kind: kind(), installedOn: addDays(world.start, -200), removedOn }]
    }
    const installedOn = addDays(world.start, dice.integer(120, 420))
    const first = { ...at, id: name(1), kind: kind(), installedOn, removedOn: null }
    const second = {
      ...at,
      id: name(2),
      kind: kind(),
      installedOn: addDays(half, dice.integer(0, 90)),
      removedOn: null,
    }
    return dice.chance(0.25) ? [first, second] : [first]
  })
}

export function kioskInstallationsTable(kiosks: readonly Kiosk[]): SimulatedTable {
  return {
    table: 'kiosk_installations',
    rows: kiosks.map(({ id, centre, territory, kind, installedOn, removedOn }) => ({
      fields: { kiosk: id, centre, territory, kind, installed_on: installedOn, removed_on: removedOn },
    })),
  }
}
