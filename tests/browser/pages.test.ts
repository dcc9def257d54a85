import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from '../support/axe.ts'
import {
  type BrowserHouse,
  openBrowserHouse,
  PHONE,
  plain,
  sidewaysScroll,
  WIDE,
} from '../support/browser-house.ts'

let house: BrowserHouse

beforeAll(async () => {
  house = await openBrowserHouse()
})
afterAll(() => house.close())

const PAGES = [
  { path: '/questions', says: /mesurés sur les/ },
  { path: '/logique-d-impact', says: /effets attendus/ },
  { path: '/territoires', says: /établie/ },
  { path: '/enquetes', says: /questions et items, à lire seuls ou à croiser/ },
  { path: '/ateliers', says: /Participation aux ateliers/ },
  { path: '/bornes', says: /Usage des bornes/ },
  { path: '/acteurs', says: /116 engagements de 101 acteurs/ },
  { path: '/prototypes', says: /prototypes imprimés/ },
  { path: '/financement', says: /2 699 996 € prévus de 2017 à 2019/ },
  { path: '/preconisations', says: /22 préconisations/ },
  { path: '/essaimage', says: /charte de labellisation/ },
  { path: '/indicateurs', says: /indicateurs mesurés, sur/ },
  { path: '/donnees', says: /lignes lues/ },
  { path: '/api-ouverte', says: /adresses, chacune dit à qui elle répond/ },
  { path: '/sql', says: /à interroger en SQL/ },
] as const

describe.each(PAGES)('$path', ({ path, says }) => {
  it('says what it finds, without a complaint from the browser or from axe', async () => {
    const { page, complaints, leave } = await house.visit({ role: 'evaluator', path, size: WIDE })
    expect(plain(await page.getByRole('heading', { level: 1 }).textContent())).toMatch(says)
    expect(await violations(page)).toEqual([])
    expect(complaints).toEqual([])
    await leave()
  })

  it('reads on a phone, in the dark and in English', async () => {
    const { page, complaints, leave } = await house.visit({
      role: 'evaluator',
      path,
      size: PHONE,
      scheme: 'dark',
      locale: 'en',
    })
    expect(await sidewaysScroll(page)).toBe(0)
    expect(complaints).toEqual([])
    await leave()
  })
})

describe('the menu', () => {
  it.each([
    { role: 'funder', group: 'Projet', holds: 'Financement', lacks: 'Données' },
    { role: 'steward', group: 'Terrain', holds: 'Enquêtes', lacks: 'Instances' },
    { role: 'auditor', group: 'Réponses', holds: 'Fiches indicateurs', lacks: 'Enquêtes' },
  ] as const)('is that of the role ($role)', async ({ role, group, holds, lacks }) => {
    const { page, leave } = await house.visit({ role })
    const menu = page.getByRole('navigation', { name: 'Pages' })
    await menu.getByRole('link', { name: group, exact: true }).click()
    expect(await menu.getByRole('link', { name: holds, exact: true }).count()).toBe(1)
    expect(await menu.getByRole('link', { name: lacks, exact: true }).count()).toBe(0)
    await menu.getByRole('link', { name: holds, exact: true }).click()
    expect(await menu.getByRole('link', { name: holds, exact: true }).getAttribute('aria-current')).toBe(
      'page',
    )
    await leave()
  })
})

describe('what is done from a page', () => {
  it('an evaluator signs an answer, and everybody reads it with its date', async () => {
    const evaluator = await house.visit({ role: 'evaluator', path: '/questions' })
    const article = evaluator.page.locator('#competences')
    await article.getByRole('button', { name: 'Signer une réponse' }).click()
    await article.getByLabel('Oui, avec réserve').check()
    await article
      .getByLabel('En une ou deux phrases')
      .fill('Oui pour les salariés ; rien de mesuré chez les habitants.')
    await article.getByRole('button', { name: 'Signer', exact: true }).click()
    await article.getByText('La preuve n’a pas changé depuis la signature.').waitFor()
    expect(evaluator.complaints).toEqual([])
    await evaluator.leave()
    const funder = await house.visit({ role: 'funder', path: '/questions' })
    await funder.page.locator('#competences').getByText('rien de mesuré chez les habitants').waitFor()
    expect(await funder.page.getByRole('button', { name: /^Signer/ }).count()).toBe(0)
    await funder.leave()
  })

  it('a filtered grid is taken away as it is filtered', async () => {
    const { page, leave } = await house.visit({ role: 'director', path: '/acteurs?search=lille' })
    await page.getByText(/engagements correspondent/).waitFor()
    const grid = page.getByRole('region', { name: 'Grille d’engagement des acteurs' })
    const shown = await grid.locator('tbody tr').count()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /Grille d’engagement des acteurs, JSON/ }).click(),
    ])
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk))
    const text = Buffer.concat(chunks).toString('utf8')
    const rows: unknown[] = JSON.parse(text).rows
    expect(rows).toHaveLength(shown)
    await leave()
  })

  it('a sheet is found by its words, accents aside', async () => {
    const { page, leave } = await house.visit({ role: 'analyst', path: '/indicateurs' })
    const sheets = page.getByRole('article')
    const all = await sheets.count()
    await page.getByLabel('Chercher dans les fiches').fill('ECOLOGIQUES habitants')
    await page.getByRole('heading', { name: 'Nouvelles pratiques écologiques des habitants' }).waitFor()
    expect(await sheets.count()).toBeLessThan(all / 4)
    await leave()
  })
})
