import type { SimulatedRow, SimulatedTable } from './record.ts'
import { sourcesOf, type World } from './world.ts'

const PARTNERS = Object.freeze([
  'Association exemple Les Amarres',
  'Bibliothèque exemple du Quai',
  'Collège exemple des Dunes',
  'Mission locale exemple',
  'Bailleur social exemple',
  'Point info exemple du Phare',
  'Club exemple des Aînés',
  'Ressourcerie exemple',
])

/** Each territory scores partners of its own: some criteria are left blank, a zero is a score. */
export function partnerGrid(world: World): SimulatedTable {
  const [source] = sourcesOf(world.programme, 'partner_scores')
  const { min = 0, max = 5, columns = [] } = source?.unpivot ?? {}
  const dice = world.dice('partner-grid')
  const themes = world.programme.areas.map(({ label }) => label.fr)
  const rows = world.programme.territories.flatMap(({ id, label }) =>
    PARTNERS.filter(() => columns.length > 0 && dice.chance(0.6)).map((partner): SimulatedRow => {
      const zeal = dice.unit()
      const scored = columns.filter(() => !dice.chance(0.12))
      return {
        fields: {
          partner_label: `${partner}, ${label.fr}`,
          theme_label: themes.length > 0 ? dice.pick(themes) : null,
          territory: id,
        },
        counts: new Map(
          scored.map(({ key }) => {
            const drawn = min + (max - min) * (zeal + (dice.unit() - 0.5) * 0.6)
            return [`/${key}`, Math.round(Math.min(max, Math.max(min, drawn)) * 2) / 2]
          }),
        ),
      }
    }),
  )
  return { table: 'partner_scores', rows }
}
