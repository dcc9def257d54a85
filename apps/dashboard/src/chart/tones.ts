import type { Axis, AxisValue } from '@retombees/contract/breakdown'
import { BLANK } from '@retombees/contract/query'
import type { CSSProperties } from 'react'
import type { Territory } from '../territory/territories.tsx'

/** How a value is painted: the colour of its territory, a tint of it for a centre, a shade of ink for anything else. */
export interface Tone {
  'data-colour': string
  style: CSSProperties & { '--tint': string }
}

const TINTS = [100, 72, 52, 36, 24, 14] as const

/** One colour for all, but for places: what the bars of a drawing without blocks are painted in. */
export function plainTones(axis: Axis, territoryOf: (id: string) => Territory): (value: AxisValue) => Tone {
  const tones = tonesOf(axis, territoryOf)
  return (value) =>
    value.territory === undefined ? tone('ink', value.key === BLANK ? 24 : 66) : tones(value)
}

/** The same place has the same tone in every drawing; the order of the programme gives a centre its tint. */
export function tonesOf(axis: Axis, territoryOf: (id: string) => Territory): (value: AxisValue) => Tone {
  return (value) => {
    const siblings = axis.values.filter(({ territory }) => territory === value.territory)
    const rank = siblings.findIndex(({ key }) => key === value.key)
    if (value.territory === undefined) return tone('ink', TINTS[Math.min(rank + 1, TINTS.length - 1)] ?? 14)
    const shade = axis.id === 'centre' ? (TINTS[Math.min(rank, TINTS.length - 1)] ?? 14) : 100
    return tone(territoryOf(value.territory).colour, shade)
  }
}

/** A colour of the stylesheet, so much of it in a hundred. */
export function tone(colour: string, tint: number): Tone {
  return { 'data-colour': colour, style: { '--tint': `${tint}%` } }
}
