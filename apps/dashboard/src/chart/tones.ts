import type { Axis, AxisValue } from '@retombees/contract/breakdown'
import type { CSSProperties } from 'react'
import type { Territory } from '../territory/territories.tsx'

/** How a value is painted: the colour of its territory, a tint of it for a centre, a shade of ink for anything else. */
export interface Tone {
  'data-colour': string
  style: CSSProperties & { '--tint': string }
}

const TINTS = [100, 72, 52, 36, 24, 14] as const

/** The same place has the same tone in every drawing; the order of the programme gives a centre its tint. */
export function tonesOf(
  axis: Axis | null,
  territoryOf: (id: string) => Territory,
): (value: AxisValue) => Tone {
  return (value) => {
    if (axis === null) return tone('ink', 72)
    const siblings = axis.values.filter(({ territory }) => territory === value.territory)
    const rank = siblings.findIndex(({ key }) => key === value.key)
    if (value.territory === undefined) return tone('ink', TINTS[Math.min(rank + 1, TINTS.length - 1)] ?? 14)
    const shade = axis.id === 'territory' ? 100 : (TINTS[Math.min(rank, TINTS.length - 1)] ?? 14)
    return tone(territoryOf(value.territory).colour, shade)
  }
}

/** A colour of the stylesheet, so much of it in a hundred. */
export function tone(colour: string, tint: number): Tone {
  return { 'data-colour': colour, style: { '--tint': `${tint}%` } }
}
