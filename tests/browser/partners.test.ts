import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BrowserHouse, openBrowserHouse } from '../support/browser-house.ts'

let house: BrowserHouse

beforeAll(async () => {
  house = await openBrowserHouse()
})
afterAll(() => house.close())

const search = (url: string) => new URL(url).search

describe('the partner grid', () => {
  it('holds its filters in the URL, and only what differs from the default', async () => {
    const { page, leave } = await house.visit({ role: 'director' })
    expect(search(page.url())).toBe('')
    await page.getByRole('checkbox', { name: 'Croissant sud' }).check()
    await page.getByText('52 engagements correspondent').waitFor()
    expect(search(page.url())).toBe('?territory=croissant-sud')
    await page.getByLabel('Chercher un acteur ou un mot').fill('lille')
    await page.waitForURL(/search=lille/)
    expect(search(page.url())).toBe('?territory=croissant-sud&search=lille')
    await page.getByRole('button', { name: 'Tout afficher' }).click()
    await page.getByText('116 engagements correspondent').waitFor()
    expect(search(page.url())).toBe('')
    await leave()
  })

  it('sorts by a heading, the other way at the second press, and says so', async () => {
    const { page, leave } = await house.visit({ role: 'director' })
    const table = page.getByRole('region', { name: 'Grille d’engagement des acteurs' }).getByRole('table')
    await table.getByRole('button', { name: 'Moyenne', exact: true }).click()
    await page.waitForURL(/sort=-mean/)
    await table.getByRole('row').nth(1).filter({ hasText: '5,0' }).waitFor()
    await table.locator('th[aria-sort=descending]', { hasText: 'Moyenne' }).waitFor()
    await table.getByRole('button', { name: 'Moyenne', exact: true }).click()
    await page.waitForURL(/sort=mean/)
    await table.getByRole('row').nth(1).filter({ hasText: '0,0' }).waitFor()
    await leave()
  })

  it('opens on what a shared address asks for', async () => {
    const { page, leave } = await house.visit({
      role: 'funder',
      path: '/?territory=versant-nord-est&sort=-funds',
    })
    await page.getByText('64 engagements correspondent').waitFor()
    expect(await page.getByRole('checkbox', { name: 'Versant nord-est' }).isChecked()).toBe(true)
    await leave()
  })

  it('filters by theme', async () => {
    const { page, leave } = await house.visit({ role: 'evaluator' })
    await page.getByLabel('Thématique', { exact: true }).selectOption({ label: 'Santé' })
    await page.waitForURL(/theme=sante/)
    const themes = page
      .getByRole('region', { name: 'Grille d’engagement des acteurs' })
      .locator('tbody tr td:nth-child(3)')
    await expect.poll(async () => [...new Set(await themes.allTextContents())]).toEqual(['Santé'])
    await leave()
  })

  it('never confuses a zero with a blank', async () => {
    const { page, leave } = await house.visit({ role: 'evaluator', path: '/?search=hauts%20champs' })
    const row = page.getByRole('row', { name: /HAUTS CHAMPS/i })
    expect(await row.locator('td[data-score="0"]').count()).toBe(2)
    expect(await row.locator('td[data-score="none"]').count()).toBe(3)
    await row
      .getByRole('button', { name: /aucune donnée/ })
      .first()
      .waitFor()
    await leave()
  })

  it('shows every engagement when asked', async () => {
    const { page, leave } = await house.visit({ role: 'evaluator' })
    await page.getByRole('button', { name: /Afficher les 104 autres/ }).click()
    const table = page.getByRole('region', { name: 'Grille d’engagement des acteurs' }).getByRole('table')
    expect(await table.locator('tbody tr').count()).toBe(116)
    await table
      .getByText(/deux fois/i)
      .first()
      .waitFor()
    await leave()
  })
})
