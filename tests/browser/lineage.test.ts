import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BrowserHouse, openBrowserHouse, settle } from '../support/browser-house.ts'

let house: BrowserHouse

beforeAll(async () => {
  house = await openBrowserHouse()
})
afterAll(() => house.close())

describe('from a figure to its source', () => {
  it('takes an evaluator to the file, its hash, its counts and its rows', async () => {
    const { page, complaints, leave } = await house.visit({ role: 'evaluator' })
    await page
      .getByRole('button', { name: /^Mieux connaître les besoins.*Croissant sud/ })
      .first()
      .click()
    const panel = page.getByRole('dialog')
    await panel.getByText('questionnaire-salaries-2018-effectifs.csv').waitFor()
    const text = (await panel.textContent()) ?? ''
    expect(text).toMatch(/251 lignes lues = 251 chargées \+ 0 mises de côté \+ 0 ignorées/)
    expect(text).toMatch(/sha256 [0-9a-f]{12}/)
    expect(text).toContain('Wilson')
    const rows = panel.getByRole('table').getByRole('row')
    expect(await rows.count()).toBeGreaterThan(2)
    expect(await rows.nth(1).textContent()).toContain('q4-needs')
    expect(complaints).toEqual([])
    await leave()
  })

  it('takes a funder to the file and says to whom its rows are open', async () => {
    const { page, leave } = await house.visit({ role: 'funder' })
    await page
      .getByRole('button', { name: /^Mieux connaître les besoins.*Croissant sud/ })
      .first()
      .click()
    const panel = page.getByRole('dialog')
    await panel.getByText('Les lignes sont réservées à').waitFor()
    expect(await panel.getByRole('table').count()).toBe(0)
    await leave()
  })

  it('opens from a score, from an amount and from a block of the chart', async () => {
    const { page, leave } = await house.visit({ role: 'evaluator' })
    const panel = page.getByRole('dialog')
    await page.getByRole('button', { name: /^Ville de Lille.*Apport de fonds/ }).click()
    await panel.getByText('grille-partenaires-croissant-sud.xlsx').first().waitFor()
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: /^FEDER, Versant nord-est, 2018/ }).click()
    await panel.getByText('financements-2017-2019-versant-nord-est.csv').first().waitFor()
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'hidden' })
    await page.locator('#staff-2018 [data-mark] g[data-side="for"]').first().click()
    await panel.getByText('questionnaire-salaries-2018-effectifs.csv').waitFor()
    await leave()
  })

  it('gives the focus back to the figure when it closes', async () => {
    const { page, leave } = await house.visit({ role: 'evaluator' })
    const figure = page.getByRole('button', { name: /^Fonction d’accueil repensée.*Croissant sud/ }).first()
    await figure.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('Wilson').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await settle(page)
    expect(await figure.evaluate((button) => button === document.activeElement)).toBe(true)
    await leave()
  })
})
