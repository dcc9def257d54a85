import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Houses, openHouses } from './damaged-house.ts'
import { DAMAGES, suffer } from './damages.ts'

let houses: Houses
beforeAll(async () => {
  houses = await openHouses()
})
afterAll(() => houses?.close())

describe.concurrent('nothing is lost, nothing is shown half, and it is said clearly, with', () => {
  it.each(DAMAGES.map((damage) => [damage.name, damage] as const))(
    '%s',
    async (_, damage) => {
      const { problems } = await suffer(damage, houses)
      expect(problems).toEqual([])
    },
    240_000,
  )
})
