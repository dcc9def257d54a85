import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BrowserHouse, openBrowserHouse, settle } from '../support/browser-house.ts'

let house: BrowserHouse

beforeAll(async () => {
  house = await openBrowserHouse()
})
afterAll(() => house.close())

describe('French first, English second', () => {
  it.each(['fr', 'en'] as const)('leaves no key of a catalogue on the page (%s)', async (locale) => {
    const { page, complaints, leave } = await house.visit({ role: 'evaluator', locale })
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true
    })
    const text = await page.evaluate(() => document.body.innerText)
    expect(
      text.match(/\b[a-z_]+(\.[a-z_-]+){1,3}\b/g)?.filter((word) => !/\.(csv|xlsx|yaml)$/.test(word)) ?? [],
    ).toEqual([])
    expect(text).not.toContain('{{')
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale)
    expect(complaints).toEqual([])
    await leave()
  })

  it('changes language in place, and remembers it', async () => {
    const { page, leave } = await house.visit({ role: 'funder' })
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: /four published answers/ }).waitFor()
    await settle(page)
    await page.reload()
    await page.getByRole('heading', { level: 1, name: /four published answers/ }).waitFor()
    await page.getByRole('button', { name: 'Français' }).click()
    await page.getByRole('heading', { level: 1, name: /quatre réponses publiées/ }).waitFor()
    await leave()
  })

  it('keeps the verdicts in the language in which they were given', async () => {
    const { page, leave } = await house.visit({ role: 'funder', locale: 'en' })
    const verdict = page.getByRole('heading', { name: /des progrès sont indéniables/ })
    expect(await verdict.getAttribute('lang')).toBe('fr')
    await leave()
  })

  it('writes French numbers with narrow no-break spaces', async () => {
    const { page, leave } = await house.visit({ role: 'funder' })
    const text = await page.evaluate(() => document.body.innerText)
    expect(text).toContain('2\u202F699\u202F996\u202F€')
    expect(text).toContain('86,7\u202F%')
    expect(text).not.toMatch(/\d[ \u00A0]%/)
    await leave()
  })
})
