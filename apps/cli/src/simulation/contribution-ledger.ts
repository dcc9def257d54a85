import { addDays } from './calendar.ts'
import type { SimulatedTable } from './record.ts'
import type { Workshop } from './workshops.ts'
import type { World } from './world.ts'

const PROPOSED = Object.freeze([
  'Un plan du centre avec qui fait quoi',
  'Prendre rendez-vous en ligne',
  'Des rappels par SMS la veille des ateliers',
  'Une boîte à idées sur la borne',
  'Traduire les écrans de la borne',
  'Un prêt de tablettes pour la maison',
  'Un atelier le samedi matin',
  'Une fiche pas à pas à côté de la borne',
])
const OUTCOMES = Object.freeze(['retained', 'adapted', 'refused', 'pending'])

/** What was proposed at one workshop in three, and what became of it some weeks later. */
export function contributionLedger(world: World, workshops: readonly Workshop[]): SimulatedTable {
  const dice = world.dice('contribution-ledger')
  const prototypes = world.codes('contribution_ledger', 'prototype')
  const held = workshops.filter(({ status }) => status === 'held')
  const rows = held.flatMap((workshop) =>
    Array.from({ length: dice.chance(0.33) ? dice.integer(1, 3) : 0 }, () => {
      const outcome = dice.weighted(OUTCOMES, [0.3, 0.25, 0.2, 0.25])
      const taken = outcome === 'retained' || outcome === 'adapted'
      return { workshop, outcome, taken, later: dice.integer(10, 90), body: dice.pick(PROPOSED) }
    }),
  )
  return {
    table: 'contribution_ledger',
    rows: rows.map(({ workshop, outcome, taken, later, body }, at) => ({
      fields: {
        contribution: `C-${String(at + 1).padStart(4, '0')}`,
        workshop: workshop.id,
        centre: workshop.centre.id,
        territory: workshop.centre.territory,
        day: workshop.day,
        area: workshop.area,
        body,
        outcome,
        decided_on: outcome === 'pending' ? null : addDays(workshop.day, later),
        prototype: taken
          ? (workshop.prototype ?? (prototypes.length > 0 ? dice.pick(prototypes) : null))
          : null,
      },
    })),
  }
}
