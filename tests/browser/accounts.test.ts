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

const PAGES = [
  { path: '/compte', role: 'evaluator', says: /évaluation/i },
  { path: '/utilisateurs', role: 'admin', says: /compte/ },
  { path: '/dossier-feder', role: 'auditor', says: /0 pièce référencée sur 11 demandées/ },
] as const
const tomorrow = () => new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)

describe.each(PAGES)('$path', ({ path, role, says }) => {
  it('says what it holds, without a complaint from the browser or from axe', async () => {
    const { page, complaints, leave } = await house.visit({ role, path, size: WIDE })
    expect(plain(await page.getByRole('heading', { level: 1 }).textContent())).toMatch(says)
    expect(await violations(page)).toEqual([])
    await page.screenshot({ path: join(SCREENSHOTS, `${path.slice(1)}.png`), fullPage: true })
    expect(complaints).toEqual([])
    await leave()
  })

  it('reads on a phone, in the dark and in English', async () => {
    const { page, complaints, leave } = await house.visit({
      role,
      path,
      size: PHONE,
      scheme: 'dark',
      locale: 'en',
    })
    expect(await sidewaysScroll(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await page.screenshot({ path: join(SCREENSHOTS, `${path.slice(1)}-phone.png`), fullPage: true })
    expect(complaints).toEqual([])
    await leave()
  })
})

describe('an account', () => {
  it('gets a token that is told once, listed, and revoked', async () => {
    const { page, leave } = await house.visit({ role: 'steward', path: '/compte' })
    await page.getByLabel('À quoi il sert').fill('rapport trimestriel')
    await page.getByLabel('Dernier jour').fill(tomorrow())
    await page.getByRole('button', { name: 'Créer un jeton' }).click()
    const token = plain(await page.getByText(/^rtb_/).textContent())
    const ask = () =>
      fetch(`${house.address}/api/v1/loads`, { headers: { Authorization: `Bearer ${token}` } })
    expect((await ask()).status).toBe(200)
    await page.getByRole('button', { name: 'Révoquer rapport trimestriel' }).click()
    await page.getByRole('cell', { name: 'révoqué' }).waitFor()
    expect((await ask()).status).toBe(401)
    await page.reload()
    await settle(page)
    expect(await page.getByText(token).count()).toBe(0)
    await leave()
  })

  it('is made by an administrator, and its first password opens nothing but the choice of another', async () => {
    const admin = await house.visit({ role: 'admin', path: '/utilisateurs' })
    const create = admin.page.getByRole('region', { name: 'Créer un compte' })
    await create.getByLabel('Adresse électronique').fill('dominique@example.org')
    await create.getByLabel('Nom').fill('Dominique')
    await create.getByRole('button', { name: 'Créer le compte' }).click()
    const password = plain(await create.getByRole('status').locator('code').textContent())
    await admin.page.getByRole('heading', { name: 'Dominique' }).waitFor()

    const { page, leave } = await house.visit()
    const signIn = await page.context().request.post('/api/v1/sign-in', {
      data: { email: 'dominique@example.org', password },
      headers: { Origin: house.address },
    })
    expect(signIn.ok()).toBe(true)
    await page.goto('/donnees')
    await page.getByRole('heading', { level: 1, name: 'Choisissez votre mot de passe' }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.screenshot({ path: join(SCREENSHOTS, 'premier-mot-de-passe.png') })
    await page.getByLabel('Mot de passe actuel').fill(password)
    await page.getByLabel('Nouveau mot de passe').fill('motdepasse123')
    await page.getByRole('button', { name: 'Changer le mot de passe' }).click()
    await page.getByRole('alert').getByText('trop facile à deviner').waitFor()
    await page.getByLabel('Nouveau mot de passe').fill('beffroi d’Armentières, 66 m')
    await page.getByRole('button', { name: 'Changer le mot de passe' }).click()
    await page.getByRole('heading', { level: 1, name: /lignes|fichiers/ }).waitFor()
    await leave()

    const card = admin.page.getByRole('article', { name: 'Dominique' })
    await card.getByRole('button', { name: 'Fermer le compte de Dominique' }).click()
    await card.getByRole('button', { name: 'Rouvrir le compte de Dominique' }).waitFor()
    await admin.leave()
  })
})

describe('the file of a control', () => {
  it('opens the lines behind an amount, to the euro', async () => {
    const { page, leave } = await house.visit({ role: 'auditor', path: '/dossier-feder' })
    const total = page.getByRole('button', { name: /FEDER, Total/ })
    expect(plain(await total.textContent())).toContain('1 809 996')
    await total.click()
    await page.getByRole('dialog').getByText('financements-2017-2019-croissant-sud.csv').first().waitFor()
    await leave()
  })
})
