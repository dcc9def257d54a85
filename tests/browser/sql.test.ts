import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from '../support/axe.ts'
import {
  type BrowserHouse,
  openBrowserHouse,
  PHONE,
  plain,
  SCREENSHOTS,
  settle,
  sidewaysScroll,
  WIDE,
} from '../support/browser-house.ts'

let house: BrowserHouse

beforeAll(async () => {
  house = await openBrowserHouse()
})
afterAll(() => house.close())

describe('the SQL page', () => {
  it('lets an analyst run, chart, take away, keep and find again, without a mouse in the editor', async () => {
    const { page, complaints, leave } = await house.visit({ role: 'analyst', path: '/sql', size: WIDE })
    const editor = page.getByRole('textbox', { name: /Requête SQL/ })
    await editor.click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText(
      'select territory, sum(amount) as euros from funding where year = :annee group by territory order by 1',
    )
    await page.getByLabel('Type du paramètre annee').selectOption('integer')
    await page.getByRole('textbox', { name: ':annee' }).fill('2018')
    await editor.focus()
    await page.keyboard.press('ControlOrMeta+Enter')
    const results = page.getByRole('region', { name: 'Résultats' })
    await results.getByRole('cell', { name: 'croissant-sud' }).waitFor()
    expect(plain(await page.getByRole('status').filter({ hasText: 'en' }).first().textContent())).toMatch(
      /^2 lignes en/,
    )
    await page.getByRole('img', { name: /euros par territory/ }).waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'CSV' }).click()
    expect((await download).suggestedFilename()).toMatch(/^retombees-requete-.+\.csv$/)
    await page.getByLabel('Garder sous le titre').fill('Euros de l’année')
    await page.getByLabel('Partager avec qui demande en SQL').check()
    await page.getByRole('button', { name: 'Garder', exact: true }).click()
    const link = page.getByRole('link', { name: 'lien' })
    await link.waitFor()
    await page.screenshot({ path: join(SCREENSHOTS, 'sql-wide-light.png'), fullPage: true })
    await page.goto((await link.getAttribute('href')) ?? '')
    await settle(page)
    expect(await editor.textContent()).toContain('sum(amount)')
    expect(complaints).toEqual([])
    await leave()
  })

  it('scrolls ten thousand rows with only those in sight in the page, and says that it cut', async () => {
    const { page, leave } = await house.visit({ role: 'analyst', path: '/sql' })
    const editor = page.getByRole('textbox', { name: /Requête SQL/ })
    await editor.click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText('select range as i from range(12000)')
    await page.getByRole('button', { name: 'Lancer' }).click()
    await page.getByText('seules les premières sont montrées').waitFor()
    const results = page.getByRole('region', { name: 'Résultats' })
    expect(await results.locator('tbody tr').count()).toBeLessThan(80)
    await results.evaluate((box) => box.scrollTo(0, box.scrollHeight))
    await results.getByRole('cell', { name: '9999', exact: true }).waitFor()
    expect(await results.locator('tbody tr').count()).toBeLessThan(80)
    await leave()
  })

  it('says in words why a query is refused, and cancels one that runs', async () => {
    const { page, leave } = await house.visit({ role: 'analyst', path: '/sql', locale: 'en' })
    const editor = page.getByRole('textbox', { name: /SQL query/ })
    const write = async (sql: string) => {
      await editor.click()
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.insertText(sql)
      await page.getByRole('button', { name: 'Run' }).click()
    }
    await write("select * from read_csv('x.csv')")
    expect(await page.getByRole('alert').textContent()).toContain('read_csv')
    await write('select count(*) from range(100000000000) a, range(1000000) b')
    await page.getByRole('button', { name: 'Cancel the query' }).click()
    await page.getByRole('alert').filter({ hasText: 'Query cancelled' }).waitFor()
    await leave()
  })

  it.each([
    { name: 'wide', size: WIDE, scheme: 'dark' },
    { name: 'phone', size: PHONE, scheme: 'light' },
    { name: 'phone', size: PHONE, scheme: 'dark' },
  ] as const)(
    'has no fault that axe finds and does not scroll sideways ($name, $scheme)',
    async ({ name, size, scheme }) => {
      const { page, leave } = await house.visit({ role: 'analyst', path: '/sql', size, scheme })
      await page.getByRole('button', { name: 'Financements par territoire et par année' }).click()
      await page.getByRole('button', { name: 'Lancer' }).click()
      await page.getByRole('region', { name: 'Résultats' }).waitFor()
      await page.getByRole('img', { name: /par/ }).waitFor()
      expect(await sidewaysScroll(page)).toBe(0)
      await page.screenshot({ path: join(SCREENSHOTS, `sql-${name}-${scheme}.png`), fullPage: true })
      expect(await violations(page)).toEqual([])
      await leave()
    },
  )
})
