import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type BrowserHouse,
  openBrowserHouse,
  PHONE,
  plain,
  SCREENSHOTS,
  settle,
  sidewaysScroll,
  type Visitor,
} from '../support/browser-house.ts'

let house: BrowserHouse

beforeAll(async () => {
  house = await openBrowserHouse()
})
afterAll(() => house.close())

describe('the committee page', () => {
  let visitor: Visitor
  beforeAll(async () => {
    visitor = await house.visit({ role: 'funder' })
  })
  afterAll(() => visitor.leave())

  it('gives four answers, word for word, attributed and dated', async () => {
    const { page } = visitor
    const articles = page.getByRole('article')
    expect(await articles.count()).toBe(4)
    const first = await articles.first().textContent()
    expect(first).toContain('Oui, des progrès sont indéniables sur le plan individuel')
    expect(first).toContain('Amnyos, 1er juillet 2019')
    expect(plain(await page.getByRole('heading', { level: 1 }).textContent())).toContain(
      'trois « oui, avec réserve »',
    )
  })

  it('says once what the figures are and what they cannot say', async () => {
    const text = plain(await visitor.page.getByRole('main').textContent())
    expect(text).toContain('Chiffres publiés en 2019')
    expect(text.match(/Les répondants ont choisi de répondre et travaillent dans/g)).toHaveLength(1)
  })

  it('prints a share with its counts and its interval, territory beside territory', async () => {
    const row = visitor.page.getByRole('listitem').filter({ hasText: 'Mieux connaître les besoins' }).first()
    const text = plain(await row.textContent())
    expect(text).toContain('Croissant sud86,7 %26/3070,3–94,7 %')
    expect(text).toContain('Versant nord-est78,4 %40/5165,4–87,5 %')
    expect(text).toContain('différence non démontrée')
  })

  it('tells what was never measured from what was printed and cannot be read', async () => {
    const { page } = visitor
    for (const summary of await page.locator('#pouvoir-agir details summary').all()) await summary.click()
    const article = page.locator('#pouvoir-agir')
    await article.getByText('publié, illisible').first().waitFor()
    await article.getByText('aucune donnée').first().waitFor()
  })

  it('draws what the print hides as an unknown split and never as an answer', async () => {
    const { page } = visitor
    const block = page.getByRole('button', { name: /12 dont la répartition est inconnue/ })
    await block.waitFor()
    const words = plain(await block.getAttribute('aria-label'))
    expect(words).toContain('Plutôt pas d’accord, Je ne sais pas, Pas d’accord du tout')
    expect(words).toContain('publié, illisible')
  })

  it('shows the same chart as a table and as sentences', async () => {
    const { page } = visitor
    const section = page.getByRole('region', { name: /transformation numérique de vos pratiques/ })
    await section.getByText('Tableau', { exact: true }).click()
    const row = section.getByRole('row', { name: /Croissant sud/ }).first()
    expect(await row.getByRole('button').allTextContents()).toEqual(
      expect.arrayContaining(['7', '19', '2', '1']),
    )
    await section.getByText('Lire ce graphique en phrases').click()
    await section.getByText(/Croissant sud\s: sur 30 répondants, Plutôt d’accord\s: 19/).waitFor()
  })

  it('lists the plan by funder and year and calls it a plan, never a cost', async () => {
    const section = visitor.page.locator('#funding')
    await section.getByRole('heading', { name: /FEDER\s: 67\s% des 2\s699\s996\s€/ }).waitFor()
    expect(await section.textContent()).toContain('Un financement n’est pas un coût')
    const total = section.getByRole('row', { name: /^Total/ })
    expect((await total.getByRole('button').allTextContents()).map(plain)).toContain('1 349 998 €')
  })

  it('shows the groups that the tables print when a box of the logic model is chosen, and draws no other link', async () => {
    const section = visitor.page.locator('#logic-model')
    await section.getByRole('button', { name: /effectuer leurs démarches administratives/ }).click()
    await section.getByText(/Correspondance imprimée\s: Accueil et administration/).waitFor()
    await section.getByRole('tab', { name: /Salariés et centres sociaux/ }).click()
    await section.getByRole('button', { name: /élargissent leurs partenariats/ }).waitFor()
  })

  it('leaves the browser nothing to complain of', () => {
    expect(visitor.complaints).toEqual([])
  })
})

describe('the committee page elsewhere', () => {
  it('does not scroll sideways on a phone', async () => {
    const { page, leave } = await house.visit({ role: 'director', size: PHONE })
    expect(await sidewaysScroll(page)).toBe(0)
    await leave()
  })

  it('fits two A4 sheets', async () => {
    const { page, leave } = await house.visit({ role: 'funder' })
    const pdf = await page.pdf({
      preferCSSPageSize: true,
      printBackground: true,
      path: join(SCREENSHOTS, 'committee.pdf'),
    })
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(2)
    await leave()
  })

  it('says what to do when the server cannot be reached, and recovers', async () => {
    const { page, leave } = await house.visit({ role: 'evaluator', path: '/nulle-part' })
    await page.route('**/api/v1/questions', (route) => route.abort('connectionrefused'))
    await page.getByRole('link', { name: 'Revenir à la page du comité' }).click()
    await page.getByRole('alert').getByText('Le serveur ne répond pas').waitFor()
    await page.unroute('**/api/v1/questions')
    await page.getByRole('button', { name: 'Réessayer' }).click()
    await page.getByRole('heading', { level: 1, name: /réponses publiées/ }).waitFor()
    await leave()
  })

  it('shows the words of a problem that the API explains', async () => {
    const { page, leave } = await house.visit({ role: 'evaluator', path: '/nulle-part' })
    await page.route('**/api/v1/funding', (route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: 'about:blank',
          title: 'Erreur interne',
          status: 500,
          code: 'internal',
          detail: 'L’incident est noté.',
        }),
      }),
    )
    await page.getByRole('link', { name: 'Revenir à la page du comité' }).click()
    const alert = page.locator('#funding').getByRole('alert')
    await alert.getByText('L’incident est noté.').waitFor()
    await page.unroute('**/api/v1/funding')
    await alert.getByRole('button', { name: 'Réessayer' }).click()
    await page.getByRole('heading', { name: /FEDER\s:/ }).waitFor()
    await settle(page)
    await leave()
  })
})
