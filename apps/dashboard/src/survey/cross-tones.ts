import type { CrossTable } from '@retombees/contract/cross-table'
import { type Tone, tone } from '../chart/tones.ts'
import type { Territory } from '../territory/territories.tsx'

const SHADES = [88, 66, 46, 30, 18, 9] as const

/** The shade of an answer among those of its bar, by its place. */
export function shadeOf(at: number, colour = 'ink'): Tone {
  return tone(colour, SHADES[Math.min(at, SHADES.length - 1)] ?? 9)
}

/** The tone of a group: the colour of its territory, of a centre’s territory, else a shade of ink by its place. */
export function groupTones(
  table: CrossTable,
  territoryOf: (id: string) => Territory,
  centres: readonly { id: string; territory: string }[],
): (code: string) => Tone {
  return (code) => {
    if (table.columns.item === 'territory') return tone(territoryOf(code).colour, 100)
    const centre = table.columns.item === 'centre' ? centres.find(({ id }) => id === code) : undefined
    if (centre !== undefined) {
      const siblings = centres.filter(({ territory }) => territory === centre.territory)
      return tone(territoryOf(centre.territory).colour, 100 - 22 * Math.min(3, siblings.indexOf(centre)))
    }
    return shadeOf(table.columns.codes.findIndex((each) => each.code === code))
  }
}
