import { randomInt } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AppUnderTest, appUnderTest } from '../../apps/api/src/fixtures/app-under-test.ts'
import { type PublishedHome, publishedHome } from '../support/published-home.ts'
import { builtSqlChild } from '../support/sql-child.ts'
import { type AttackHouse, openAttackHouse, type Said } from './attack-house.ts'
import { type Attack, readAttacks, readHonest } from './corpus.ts'

const asked = process.env.RETOMBEES_SEED ?? '2019'

/** The same statements at every run; `RETOMBEES_SEED=random` draws others. It is named in the message. */
const SEED = asked === 'random' ? randomInt(1_000_000) : Number(asked)
const ATTACKS = 12
const HONEST = 4

let published: PublishedHome
let server: AppUnderTest
let house: AttackHouse

beforeAll(async () => {
  published = await publishedHome()
  server = appUnderTest({ home: published.home })
  house = await openAttackHouse(published.home)
  await builtSqlChild()
})
afterAll(async () => {
  await server?.close()
  await house?.close()
  published?.remove()
})

async function ask(sql: string): Promise<Said> {
  const Cookie = await server.cookieOf('analyst')
  const answer = await server.post('/api/v1/sql', { sql }, { Cookie, Origin: 'http://localhost' })
  const text = await answer.text()
  return {
    status: answer.status,
    text,
    code: answer.status === 200 ? '' : (JSON.parse(text) as { code: string }).code,
  }
}

/** A draw that a seed decides (mulberry32). */
function draw<T>(items: readonly T[], count: number): T[] {
  let state = SEED
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return [...items]
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, count)
    .map(({ item }) => item)
}

/** One of each kind that ends at once, then whatever the draw gives; what runs for seconds is for `npm run attacks`. */
function sample(): Attack[] {
  const quick = draw(
    readAttacks().filter(({ kind }) => !kind.includes('bombs') && !kind.includes('heavy')),
    Number.POSITIVE_INFINITY,
  )
  const kinds = [...new Set(quick.map(({ kind }) => kind))]
  const first = kinds.flatMap((kind) => quick.find((attack) => attack.kind === kind) ?? [])
  return [...first, ...quick.filter((attack) => !first.includes(attack))].slice(0, ATTACKS)
}

it('a drawn handful of attacks does no harm and the honest are answered', { timeout: 180_000 }, async () => {
  for (const attack of sample())
    expect(await house.attempt(attack, ask), `seed ${SEED}: ${attack.sql.slice(0, 200)}`).toBeNull()
  for (const sql of draw(readHonest(), HONEST))
    expect((await ask(sql)).status, `seed ${SEED}: ${sql}`).toBe(200)
  expect(house.damage()).toEqual([])
  expect(readdirSync(join(published.home.root, 'sql'))).toEqual([])
})
