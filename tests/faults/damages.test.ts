import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Houses, openHouses } from './damaged-house.ts'
import { DAMAGES, suffer } from './damages.ts'
import { SEED, seeded } from './seeded.ts'

const random = seeded(SEED)

/** A sample of `npm run faults`, which lets each of them happen. */
const drawn = DAMAGES.map((damage) => ({ damage, at: random() }))
  .sort((one, other) => one.at - other.at)
  .slice(0, 7)
  .map(({ damage }) => damage)

let houses: Houses
beforeAll(async () => {
  houses = await openHouses()
})
afterAll(() => houses?.close())

describe.concurrent('nothing is lost, nothing is shown half, and it is said clearly, with', () => {
  it.each(drawn.map((damage) => [damage.name, damage] as const))(
    '%s',
    async (_, damage) => {
      const { problems } = await suffer(damage, houses)
      expect(problems).toEqual([])
    },
    240_000,
  )
})
