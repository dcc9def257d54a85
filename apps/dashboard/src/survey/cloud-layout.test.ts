import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layOutCloud } from './cloud-layout.ts'

const words = fc.array(
  fc.record({ word: fc.stringMatching(/^[a-z]{2,14}$/), n: fc.integer({ min: 1, max: 90 }) }),
  { minLength: 1, maxLength: 40 },
)

describe('the word cloud', () => {
  it('leaves no word out, turns none, and keeps every one inside its box', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 260, max: 900 }), (given, width) => {
        const { words: placed, height } = layOutCloud(given, width)
        expect(placed.map(({ word }) => word)).toEqual(given.map(({ word }) => word))
        for (const { x, y, word, size } of placed) {
          const half = (word.length * size * 0.56) / 2
          expect(x - half).toBeGreaterThanOrEqual(-0.01)
          expect(x + half).toBeLessThanOrEqual(width + 0.01)
          expect(y).toBeLessThanOrEqual(height)
        }
      }),
    )
  })

  it('never sets a word larger than one that is given more often, on a wide page', () => {
    const { words: placed } = layOutCloud(
      [
        { word: 'atelier', n: 9 },
        { word: 'temps', n: 4 },
        { word: 'borne', n: 1 },
      ],
      900,
    )
    expect(placed.map(({ size }) => size)).toEqual([...placed.map(({ size }) => size)].sort((a, b) => b - a))
    expect(placed[0]?.size).toBe(44)
  })

  it('has nothing to lay out of nothing', () => {
    expect(layOutCloud([], 500)).toEqual({ words: [], height: 4 })
  })
})
