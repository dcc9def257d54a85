import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BrowserHouse, openBrowserHouse, settle } from '../support/browser-house.ts'

let house: BrowserHouse

beforeAll(async () => {
  house = await openBrowserHouse()
})
afterAll(() => house.close())

describe('the sign-in page', () => {
  it('offers one button a role, each with what that role comes to do', async () => {
    const { page, leave } = await house.visit()
    const buttons = page.getByRole('main').getByRole('button')
    expect(await buttons.count()).toBe(7)
    expect(await buttons.nth(3).textContent()).toContain('Dix minutes avant le comité de pilotage')
    await leave()
  })

  it('lets a funder in at one press, and out again', async () => {
    const { page, complaints, leave } = await house.visit()
    await page.getByRole('button', { name: /Financeur/ }).click()
    await page.getByRole('heading', { level: 1, name: /réponses publiées/ }).waitFor()
    await settle(page)
    expect(await page.getByRole('banner').textContent()).toContain('Financeur')
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await page.getByRole('heading', { name: 'Entrer comme…' }).waitFor()
    expect(complaints).toEqual([])
    await leave()
  })

  it('keeps the address asked for while one signs in', async () => {
    const { page, leave } = await house.visit({ path: '/?territory=croissant-sud' })
    await page.getByRole('button', { name: /Évaluation/ }).click()
    await page.getByText('52 engagements correspondent').waitFor()
    await leave()
  })

  it('says that an address leads nowhere, and how to come back', async () => {
    const { page, leave } = await house.visit({ role: 'evaluator', path: '/nulle-part' })
    await page.getByRole('heading', { name: 'Cette page n’existe pas' }).waitFor()
    await page.getByRole('link', { name: 'Revenir à la page du comité' }).click()
    await page.getByRole('heading', { level: 1, name: /réponses publiées/ }).waitFor()
    await leave()
  })
})
