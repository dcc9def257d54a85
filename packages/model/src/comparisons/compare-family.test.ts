import type { Figure } from '@retombees/contract/figure'
import { describe, expect, it } from 'vitest'
import { shareFigure } from '../measures/share-figure.ts'
import { compareFamily, type Pair } from './compare-family.ts'

const share = (numerator: number, denominator: number): Figure =>
  shareFigure(
    { where: {}, format: 'percent', unit: '%' },
    {
      numerator,
      denominator,
      kind: 'respondents',
      rule: '',
      complete: false,
      provenance: 'published',
      loads: [],
    },
  )
const places = [
  { id: 'north', label: 'Nord' },
  { id: 'south', label: 'Sud' },
] as const

describe('two territories compared', () => {
  it('corrects over the declared size when a member cannot be read', () => {
    const pairs = new Map<string, Pair>([
      ['a', { first: share(43, 51), second: share(18, 30) }],
      ['b', { first: share(10, 51), second: undefined }],
    ])
    const compared = compareFamily(pairs, places, { id: 'f', size: 8 })
    expect(compared.get('a')?.adjustedPValue).toBeCloseTo(8 * (compared.get('a')?.pValue ?? 0), 12)
    expect(compared.get('b')).toBeNull()
  })

  it('establishes a large difference and says which is higher', () => {
    const pairs = new Map<string, Pair>([['a', { first: share(50, 51), second: share(3, 30) }]])
    const compared = compareFamily(pairs, places, { id: 'f', size: 8 }).get('a')
    expect(compared?.established).toBe(true)
    expect(compared?.sentence).toContain('Nord plus haut de 88 points (p < 0,001 après correction sur 8')
  })

  it('establishes nothing outside a declared family', () => {
    const pairs = new Map<string, Pair>([['a', { first: share(50, 51), second: share(3, 30) }]])
    const compared = compareFamily(pairs, places, null).get('a')
    expect(compared).toMatchObject({ established: false, adjustedPValue: null, family: null })
    expect(compared?.sentence).toContain('sans correction')
  })
})
