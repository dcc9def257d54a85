import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BrowserHouse, openBrowserHouse, plain } from '../support/browser-house.ts'
import { publishWithout } from '../support/publish-again.ts'
import { CSC } from '../support/published-home.ts'

describe('before anything is published', () => {
  let house: BrowserHouse
  beforeAll(async () => {
    house = await openBrowserHouse({ files: [] })
  })
  afterAll(() => house.close())

  it('says what the page will hold and what fills it', async () => {
    const { page, leave } = await house.visit({ role: 'steward' })
    await page.getByRole('heading', { name: 'Rien n’est encore publié' }).waitFor()
    expect(await page.getByRole('main').textContent()).toContain('retombees ingest')
    await page.getByRole('button', { name: 'Regarder à nouveau' }).waitFor()
    await leave()
  })
})

describe('a file with a row that cannot be believed', () => {
  let house: BrowserHouse
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'retombees-files-'))
    const name = 'financements-2017-2019-croissant-sud.csv'
    const text = readFileSync(join(CSC, 'published', name), 'utf8')
    const spoilt = text.replace(/75\s?000/, 'à confirmer')
    expect(spoilt).not.toBe(text)
    writeFileSync(join(folder, name), spoilt)
    house = await openBrowserHouse({ files: [folder] })
  })
  afterAll(async () => {
    await house.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('is shown whole to a steward: the counts, the row, what was found there and why it waits', async () => {
    const { page, complaints, leave } = await house.visit({ role: 'steward', path: '/donnees' })
    const load = page.getByRole('article', { name: /croissant-sud/ })
    await load.getByRole('table').waitFor()
    expect(plain(await load.getByRole('table').textContent())).toContain('à confirmer')
    expect(plain(await load.textContent())).toMatch(
      /8 lignes lues = 5 chargées \+ 1 mises de côté \+ 2 ignorées/,
    )
    expect(complaints).toEqual([])
    await leave()
  })

  it('gives an analyst the counts and not the row', async () => {
    const { page, complaints, leave } = await house.visit({ role: 'analyst', path: '/donnees' })
    const load = page.getByRole('article', { name: /croissant-sud/ })
    expect(plain(await load.textContent())).toContain('1 mises de côté')
    expect(await load.getByRole('table').count()).toBe(0)
    expect(complaints).toEqual([])
    await leave()
  })
})

describe('something else published while a page is open', () => {
  let house: BrowserHouse
  beforeAll(async () => {
    house = await openBrowserHouse()
  })
  afterAll(() => house.close())

  it('is said on the page, which then shows it when asked', async () => {
    const { page, leave } = await house.visit({ role: 'evaluator' })
    await page.getByText('116 engagements correspondent').waitFor()
    await publishWithout(house.published, /grille-partenaires-croissant-sud/)
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
    await page.getByText('Une publication plus récente existe').waitFor()
    expect(await page.getByText('116 engagements correspondent').count()).toBe(1)
    await page.getByRole('button', { name: 'Afficher la dernière' }).click()
    await page.getByText('64 engagements correspondent').waitFor()
    await page.getByText('Une publication plus récente existe').waitFor({ state: 'detached' })
    await leave()
  })
})
