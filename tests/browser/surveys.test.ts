import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simulate } from '@retombees/cli/simulation/simulate'
import { writeFiles } from '@retombees/cli/simulation/write-files'
import { readProgramme } from '@retombees/programme/read-programme'
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
import { CSC } from '../support/published-home.ts'

const SCALE = { sessions: 20, attendances: 20, respondents: 120 }

let house: BrowserHouse
const folder = mkdtempSync(join(tmpdir(), 'retombees-enquetes-'))

beforeAll(async () => {
  const programme = await readProgramme(CSC)
  const answered = new Set(programme.sources.flatMap(({ id, questionnaire }) => (questionnaire ? [id] : [])))
  const files = simulate(programme, 11, SCALE).filter(({ source }) => answered.has(source))
  writeFiles(folder, files)
  house = await openBrowserHouse({ files: [join(CSC, 'published'), folder] })
})
afterAll(async () => {
  await house?.close()
  rmSync(folder, { recursive: true, force: true })
})

const search = (url: string) => new URL(url).search

describe('an evaluator', () => {
  it('signs in, crosses two questions, filters, reads the test and takes the table away', async () => {
    const { page, complaints, leave } = await house.visit()
    await page.getByRole('button', { name: /évaluat/i }).click()
    await page.getByRole('link', { name: 'Terrain', exact: true }).click()
    await page.getByRole('link', { name: 'Enquêtes', exact: true }).click()
    await page.getByLabel('Questionnaire', { exact: true }).selectOption('residents')
    await page.waitForURL(/survey=residents/)
    await page.getByLabel('Question', { exact: true }).selectOption('r3')
    await page.getByLabel('Croiser avec').selectOption('r2')
    await page.getByRole('radio', { name: 'Avis exprimés seulement' }).check()
    await page.waitForURL(/base=opinions/)
    expect(search(page.url())).toBe('?survey=residents&rows=r3&columns=r2&base=opinions')
    const finding = page.getByRole('region', { name: 'Tri croisé' }).getByRole('heading').first()
    await expect.poll(async () => plain(await finding.textContent())).toMatch(/Holm sur 5 tests/)
    expect(plain(await finding.textContent())).toMatch(/simulées/)
    expect(await page.getByText('Données simulées : ce graphique ne dit rien du terrain').count()).toBe(5)

    await page.getByText('Ajouter un filtre').click()
    await page.getByLabel('Selon').selectOption('territory')
    await page.getByRole('checkbox', { name: 'Croissant sud' }).check()
    await page.getByRole('button', { name: 'Filtrer' }).click()
    await page.waitForURL(/filter=territory/)
    await page.getByText('Parmi : Territoire').waitFor()
    await settle(page)
    const frame = page.locator('section[data-provenance=simulated]').first()
    await frame.getByText('Tableau', { exact: true }).click()
    const shown = plain(await frame.locator('tbody tr').first().locator('td').last().textContent())
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      frame.getByRole('link', { name: /JSON/ }).click(),
    ])
    const file = JSON.parse(readFileSync(await download.path(), 'utf8')) as {
      rows: { row_base: number; provenance: string }[]
      notes: { text: string }[]
    }
    expect(String(file.rows[0]?.row_base)).toBe(shown)
    expect(file.rows.every((row) => row.provenance === 'SIMULÉ')).toBe(true)
    expect(file.notes.map(({ text }) => plain(text))).toContain('Territoire : « Croissant sud »')

    const address = page.url()
    await page.reload()
    await page.getByText('Parmi : Territoire').waitFor()
    expect(page.url()).toBe(address)
    await page.getByRole('button', { name: /Retirer le filtre/ }).click()
    await page.waitForURL((url) => !url.search.includes('filter'))
    expect(complaints).toEqual([])
    await leave()
  })

  it('reads words and free answers, searches them, and ranges one under a theme that can then be looked for', async () => {
    const { page, complaints, leave } = await house.visit({ role: 'evaluator', path: '/enquetes?rows=q9' })
    await page.getByRole('heading', { name: 'Réponses libres' }).waitFor()
    await page.getByText('Le temps manque').first().waitFor({ state: 'detached' })
    const cards = page.getByRole('listitem').filter({ has: page.locator('blockquote') })
    const all = await cards.count()
    await page.getByLabel('Chercher des mots').fill('projet')
    await page.waitForURL(/search=projet/)
    await expect.poll(() => cards.count()).toBeLessThan(all)
    const first = cards.first()
    const text = plain(await first.locator('blockquote').textContent())
    await first.getByRole('combobox').fill('Durée du projet')
    await first.getByRole('button', { name: 'Ranger' }).click()
    await first.getByRole('button', { name: 'Retirer le thème Durée du projet' }).waitFor()
    await page.getByLabel('Thème', { exact: true }).selectOption('Durée du projet')
    await page.waitForURL(/theme=/)
    await expect.poll(() => cards.count()).toBe(1)
    expect(plain(await cards.first().locator('blockquote').textContent())).toBe(text)
    expect(complaints).toEqual([])
    await leave()
  })

  it('is told why two printed questions cannot be crossed, and what can be done instead', async () => {
    const { page, leave } = await house.visit({
      role: 'director',
      path: '/enquetes?rows=q4-needs&columns=q8',
    })
    await page.getByText('Réservé : fermé à ce rôle.').waitFor()
    await page.getByText(/Ce qui reste possible/).waitFor()
    await page.goto('/enquetes?rows=q9')
    await page.getByText(/fermés à ce rôle/).waitFor()
    expect(await page.locator('blockquote').count()).toBe(0)
    await leave()
  })
})

const SHOWN = [
  { name: 'one-way', path: '/enquetes' },
  { name: 'territories', path: '/enquetes?rows=q4b&columns=territory' },
  { name: 'several-answers', path: '/enquetes?rows=q8&columns=territory' },
  { name: 'stacks', path: '/enquetes?survey=residents&rows=r1&columns=centre' },
  { name: 'words', path: '/enquetes?rows=q9' },
]

describe.each(SHOWN)('the page of surveys: $name', ({ name, path }) => {
  it.each([
    { size: WIDE, scheme: 'light', where: 'wide' },
    { size: PHONE, scheme: 'dark', where: 'phone' },
  ] as const)(
    'has no fault for axe and no sideways scroll ($where, $scheme)',
    async ({ size, scheme, where }) => {
      const { page, complaints, leave } = await house.visit({ role: 'evaluator', path, size, scheme })
      await settle(page)
      expect(await sidewaysScroll(page)).toBe(0)
      expect(await violations(page)).toEqual([])
      expect(complaints).toEqual([])
      const file = join(SCREENSHOTS, `surveys-${name}-${where}-${scheme}.png`)
      await page.screenshot({ path: file, fullPage: true })
      expect(statSync(file).size).toBeGreaterThan(10_000)
      await leave()
    },
  )
})
