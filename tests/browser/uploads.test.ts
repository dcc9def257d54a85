import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { violations } from '../support/axe.ts'
import {
  type BrowserHouse,
  openBrowserHouse,
  PHONE,
  SCREENSHOTS,
  sidewaysScroll,
} from '../support/browser-house.ts'
import { CSC } from '../support/published-home.ts'

const FUNDING = join(CSC, 'published/financements-2017-2019-croissant-sud.csv')
let house: BrowserHouse

beforeAll(async () => {
  house = await openBrowserHouse({ files: [join(CSC, 'published/faits-imprimes.csv')] })
})
afterAll(() => house.close())

it('a coordinator drops a file, sees what would become of it, loads it, and finds it among the loads', async () => {
  const { page, complaints, leave } = await house.visit({ role: 'steward', path: '/donnees' })
  await page.getByLabel('Un fichier du terrain').setInputFiles(FUNDING)
  await page.getByText('voici ce qui serait fait.').waitFor()
  const among = page.getByRole('heading', { name: 'financements-2017-2019-croissant-sud.csv' })
  expect(await among.count()).toBe(0)
  expect(await violations(page)).toEqual([])
  await page.screenshot({ path: join(SCREENSHOTS, 'data-upload-preview.png') })
  await page.getByRole('button', { name: 'Charger', exact: true }).click()
  await page.getByText('chargé et publié.').waitFor()
  await among.waitFor()
  expect(complaints).toEqual([])
  await leave()
})

it('a file that is refused says why, on a phone as well', async () => {
  const { page, leave } = await house.visit({
    role: 'steward',
    path: '/donnees',
    size: PHONE,
    scheme: 'dark',
  })
  await page
    .getByLabel('Un fichier du terrain')
    .setInputFiles({ name: 'financements-2020.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b\n1;2\n') })
  await page.getByText('refusé, rien n’a été gardé.').waitFor()
  expect(await sidewaysScroll(page)).toBe(0)
  await page.screenshot({ path: join(SCREENSHOTS, 'data-upload-refused-phone-dark.png') })
  await leave()
})
