import { describe, expect, it } from 'vitest'
import { randomStream, xoshiroWords } from './random-stream'

describe('randomStream', () => {
  it('runs the words of xoshiro128++ published for the state 1, 2, 3, 4', () => {
    const word = xoshiroWords(Uint32Array.of(1, 2, 3, 4))
    expect(Array.from({ length: 10 }, word)).toEqual([
      641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295, 495546011,
      621204420,
    ])
  })

  it('repeats itself from one seed and differs from another', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, randomStream(seed))
    expect(draw(2019)).toEqual(draw(2019))
    expect(draw(2019)).not.toEqual(draw(2020))
  })

  it('fills [0, 1) evenly', () => {
    const stream = randomStream(1)
    const draws = 100_000
    const bins = new Array<number>(100).fill(0)
    for (let draw = 0; draw < draws; draw++) {
      const value = stream()
      expect(value >= 0 && value < 1).toBe(true)
      const bin = Math.floor(value * 100)
      bins[bin] = (bins[bin] ?? 0) + 1
    }
    const distance = bins.reduce((sum, count) => sum + (count - draws / 100) ** 2 / (draws / 100), 0)
    expect(distance).toBeGreaterThan(60)
    expect(distance).toBeLessThan(150)
  })
})
