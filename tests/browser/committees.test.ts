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
} from '../support/browser-house.ts'
import { publishWithout } from '../support/publish-again.ts'

let house: BrowserHouse
let link: string

beforeAll(async () => {
  house = await openBrowserHouse()
})
afterAll(() => house.close())

const file = (name: string) => join(SCREENSHOTS, `${name}.png`)

describe('a committee', () => {
  it('has its page frozen by an evaluator, who sends a link to it', async () => {
    const { page, complaints, leave } = await house.visit({ role: 'evaluator', path: '/?instance=cotech' })
    expect(await page.getByLabel('Instance').inputValue()).toBe('cotech')
    await page.getByText('Cette instance n’a encore figé aucune page').waitFor()
    await page.getByRole('button', { name: 'Figer cette page' }).click()
    await page.getByLabel('Titre', { exact: true }).fill('Comité technique de juin 2019')
    await page.getByRole('button', { name: 'Figer', exact: true }).click()
    await page.getByText('Partager par un lien').click()
    await page.getByLabel('Pour qui').fill('Membres du comité technique')
    await page.getByLabel('Dernier jour').fill('2099-12-31')
    await page.getByRole('button', { name: 'Créer le lien' }).click()
    link = await page.getByLabel('Le lien, montré cette seule fois').inputValue()
    await page.locator('#frozen').screenshot({ path: file('committee-frozen-pages') })
    expect(link).toMatch(/\/partage\/[\w-]{43}$/)
    expect(complaints).toEqual([])
    await leave()
  })

  it('is shown its page by that link, without an account, on a phone, with nothing that opens', async () => {
    const { page, complaints, leave } = await house.visit({
      path: new URL(link).pathname,
      size: PHONE,
      scheme: 'dark',
    })
    await page.getByRole('heading', { level: 1, name: 'Comité technique de juin 2019' }).waitFor()
    await settle(page)
    expect(plain(await page.locator('main').textContent())).toContain('2 699 996 €')
    expect(await page.locator('[data-figure]').count()).toBe(0)
    expect(await sidewaysScroll(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.screenshot({ path: file('shared-phone-dark') })
    await leave()
  })

  it('is told what has changed since', async () => {
    await publishWithout(house.published, /effectifs/)
    const { page, complaints, leave } = await house.visit({ role: 'funder', path: '/?instance=cotech' })
    const changes = page.locator('#changes')
    await changes.getByRole('heading', { name: /changements? depuis la page figée/ }).waitFor()
    expect(complaints).toEqual([])
    await changes.screenshot({ path: file('committee-changes') })
    await changes.getByRole('link', { name: 'Comité technique de juin 2019' }).click()
    await page.getByText(/ils ne changent plus/).waitFor()
    expect(plain(await page.locator('#funding').textContent())).toContain('2 699 996 €')
    await page.screenshot({ path: file('frozen-wide-light') })
    await leave()
  })

  it('is told so when the link shows nothing any more', async () => {
    const { page, leave } = await house.visit({ path: '/partage/un-lien-qui-n-est-plus' })
    await page.getByRole('heading', { name: 'Ce lien ne montre plus rien' }).waitFor()
    await leave()
  })
})
