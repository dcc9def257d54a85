import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from '../support/axe.ts'
import { type BrowserHouse, openBrowserHouse, PHONE, settle, WIDE } from '../support/browser-house.ts'

let house: BrowserHouse

beforeAll(async () => {
  house = await openBrowserHouse()
})
afterAll(() => house.close())

/** Each width and each scheme once: neither changes what the other does. */
const SETTINGS = [
  { name: 'wide, light', size: WIDE, scheme: 'light' },
  { name: 'phone, dark', size: PHONE, scheme: 'dark' },
] as const

describe.each(SETTINGS)('$name', ({ size, scheme }) => {
  it('finds nothing wrong with the sign-in page', async () => {
    const { page, leave } = await house.visit({ size, scheme })
    expect(await violations(page)).toEqual([])
    await leave()
  })

  it('finds nothing wrong with the committee page, everything on it unfolded', async () => {
    const { page, leave } = await house.visit({ role: 'evaluator', size, scheme })
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true
    })
    await page.getByText('Tableau', { exact: true }).first().click()
    await page
      .locator('#logic-model')
      .getByRole('button', { name: /démarches administratives/ })
      .click()
    await settle(page)
    expect(await violations(page)).toEqual([])
    await leave()
  })

  it('finds nothing wrong with the panel of a figure', async () => {
    const { page, leave } = await house.visit({ role: 'evaluator', size, scheme })
    await page
      .getByRole('button', { name: /^Mieux connaître les besoins/ })
      .first()
      .click()
    await page.getByRole('dialog').getByRole('table').waitFor()
    await settle(page)
    expect(await violations(page, { within: '[role=dialog]' })).toEqual([])
    await leave()
  })
})
