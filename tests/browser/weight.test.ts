import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BrowserHouse, openBrowserHouse } from '../support/browser-house.ts'
import { ROOT } from '../support/published-home.ts'

let house: BrowserHouse

beforeAll(async () => {
  house = await openBrowserHouse()
})
afterAll(() => house.close())

describe('the weight of the committee page', () => {
  it('is at most 300 kB of JavaScript once compressed, everything it fetches by itself included', async () => {
    const { page, leave } = await house.visit({ role: 'funder' })
    const scripts = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .flatMap(({ name }) => (name.endsWith('.js') ? [new URL(name).pathname] : [])),
    )
    const bytes = [...new Set(scripts)].reduce(
      (sum, path) => sum + statSync(join(ROOT, 'apps/dashboard/dist', `${path}.br`)).size,
      0,
    )
    expect(scripts.length).toBeGreaterThan(3)
    expect(bytes).toBeLessThan(300_000)
    await leave()
  })

  it('sends what is compressed already, and fetches the charts after the four answers', async () => {
    const { page, leave } = await house.visit({ role: 'funder' })
    const entries = await page.evaluate(() =>
      performance.getEntriesByType('resource').map((entry) => ({ name: entry.name, start: entry.startTime })),
    )
    const chart = entries.find(({ name }) => /survey-drawing.*\.js$/.test(name))
    const answers = entries.find(({ name }) => name.endsWith('/api/v1/questions'))
    expect(chart?.start).toBeGreaterThan(answers?.start ?? Number.POSITIVE_INFINITY)
    const main = entries.find(({ name }) => /index-.*\.js$/.test(name))
    const answer = await page.request.get(main?.name ?? '', { headers: { 'Accept-Encoding': 'br' } })
    expect(answer.headers()['content-encoding']).toBe('br')
    await leave()
  })
})
