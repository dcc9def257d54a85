import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type BrowserHouse,
  openBrowserHouse,
  PHONE,
  SCREENSHOTS,
  settle,
  WIDE,
} from '../support/browser-house.ts'

let house: BrowserHouse

beforeAll(async () => {
  house = await openBrowserHouse()
})
afterAll(() => house.close())

const PARTS = ['vie-quotidienne', 'staff-2018', 'partners', 'funding', 'logic-model']

describe.each([
  { name: 'wide', size: WIDE },
  { name: 'phone', size: PHONE },
])('$name', ({ name, size }) => {
  it.each(['light', 'dark'] as const)('is photographed part by part (%s)', async (scheme) => {
    const { page, leave } = await house.visit({ role: 'evaluator', size, scheme })
    const file = (part: string) => join(SCREENSHOTS, `committee-${name}-${scheme}-${part}.png`)
    await page.screenshot({ path: file('top') })
    for (const part of PARTS) await page.locator(`#${part}`).screenshot({ path: file(part) })
    await page
      .getByRole('button', { name: /^Mieux connaître les besoins/ })
      .first()
      .click()
    await page.getByRole('dialog').getByRole('table').waitFor()
    await settle(page)
    await page.screenshot({ path: file('lineage') })
    for (const part of ['top', ...PARTS, 'lineage']) expect(statSync(file(part)).size).toBeGreaterThan(10_000)
    await leave()
  })
})
