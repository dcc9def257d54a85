import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heatOf } from './heat.ts'

describe('the warmth of a score', () => {
  it('is the score itself on a scale of five', () => {
    expect([0, 1, 2, 3, 4, 5].map((score) => heatOf(score, 5))).toEqual([0, 1, 2, 3, 4, 5])
  })

  it('follows the scale of the grid', () => {
    expect([0, 4.5, 7.5, 10].map((score) => heatOf(score, 10))).toEqual([0, 3, 4, 5])
  })

  it('never shows a blank as a zero, nor a score as a blank', () => {
    expect(heatOf(null, 5)).toBeNull()
    expect(heatOf(0, 0)).toBe(0)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 0, max: 1000 }), (tenths, share) => {
        const most = tenths / 10
        const part = share / 1000
        const heat = heatOf(most * part, most)
        expect(heat).toBeGreaterThanOrEqual(0)
        expect(heat).toBeLessThanOrEqual(5)
        expect(heat === 0).toBe(part === 0)
      }),
    )
  })
})
