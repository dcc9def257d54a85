import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BrowserHouse, openBrowserHouse, settle } from '../support/browser-house.ts'

let house: BrowserHouse

beforeAll(async () => {
  house = await openBrowserHouse()
})
afterAll(() => house.close())

const focused = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
  )

/** Presses Tab until what has the focus says this; fails after so many presses. */
async function tabTo(page: Page, words: RegExp, presses = 60): Promise<void> {
  for (let press = 0; press < presses; press += 1) {
    if (words.test(await focused(page))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no ${words} within ${presses} presses; the focus is on "${await focused(page)}"`)
}

describe('without a mouse', () => {
  it('one signs in, skips to the content, opens a figure and comes back', async () => {
    const { page, leave } = await house.visit()
    await tabTo(page, /^Évaluation/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /réponses publiées/ }).waitFor()
    await settle(page)
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await tabTo(page, /Aller au contenu/, 3)
    await page.keyboard.press('Enter')
    await tabTo(page, /^Mieux connaître les besoins/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('Wilson').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(await focused(page)).toMatch(/^Mieux connaître les besoins/)
    await leave()
  })

  it('one moves among the scores with the arrows, the table being one stop', async () => {
    const { page, leave } = await house.visit({ role: 'evaluator' })
    await page.getByRole('button', { name: 'Moyenne', exact: true }).focus()
    await page.keyboard.press('Tab')
    expect(await focused(page)).toMatch(/^Ville de Lille, Croissant sud, Contribution aux échanges/)
    await page.keyboard.press('ArrowDown')
    expect(await focused(page)).toMatch(/^CAF Du Nord/i)
    await page.keyboard.press('End')
    expect(await focused(page)).toMatch(/Moyenne/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('grille-partenaires-croissant-sud.xlsx').first().waitFor()
    await leave()
  })

  it('one opens what is folded', async () => {
    const { page, leave } = await house.visit({ role: 'funder' })
    await page.locator('#developpement-durable summary').first().focus()
    await page.keyboard.press('Enter')
    expect(await page.locator('#developpement-durable details').first().getAttribute('open')).not.toBeNull()
    await leave()
  })
})
