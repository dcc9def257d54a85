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
  sidewaysScroll,
  WIDE,
} from '../support/browser-house.ts'
import { CSC } from '../support/published-home.ts'

let house: BrowserHouse
let folder: string

/** What the report printed, and files for every source of the field, marked simulated. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'retombees-simulated-'))
  const scale = { sessions: 1500, attendances: 600, respondents: 0 }
  writeFiles(folder, simulate(await readProgramme(CSC), 2019, scale))
  house = await openBrowserHouse({ files: [join(CSC, 'published'), folder] })
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

const PAGES = [
  {
    path: '/ateliers',
    part: '[data-chart="participations-kind"]',
    says: /participations sur/,
    chart: /Participations par sorte et territoire/,
  },
  {
    path: '/bornes',
    part: '[data-chart="sessions-weekday"]',
    says: /sessions sur/,
    chart: /Sessions par jour de la semaine et heure/,
  },
  {
    path: '/contributions',
    part: '[data-chart="proposals-outcome"]',
    says: /Ce que les habitants ont proposé/,
    chart: /Contributions par suite donnée et territoire/,
  },
  {
    path: '/territoires',
    part: '[data-chart="participations-centre"]',
    says: /différence/,
    chart: /Participations par centre social/,
  },
  {
    path: '/prototypes',
    part: '[data-chart="held-prototype"]',
    says: /prototypes imprimés/,
    chart: /Ateliers tenus par prototype et centre social/,
  },
] as const

describe.each(PAGES)('$path', ({ path, part, says, chart }) => {
  it('says what it finds, marks it simulated and has nothing for axe to say', async () => {
    const { page, complaints, leave } = await house.visit({ role: 'evaluator', path, size: WIDE })
    await page.getByRole('group', { name: chart }).waitFor()
    const finding = plain(await page.getByRole('heading', { level: 1 }).textContent())
    expect(finding).toMatch(says)
    expect(plain(await page.locator('[data-chart] h3').first().textContent())).toMatch(/^\[Simulé\]/)
    expect(
      await violations(page, path === '/territoires' || path === '/prototypes' ? { within: part } : {}),
    ).toEqual([])
    const file = join(SCREENSHOTS, `field${path.replace('/', '-')}-wide-light.png`)
    await page.screenshot({ path: file, fullPage: true })
    expect(statSync(file).size).toBeGreaterThan(10_000)
    expect(complaints).toEqual([])
    await leave()
  })

  it('reads on a phone in the dark, without scrolling sideways', async () => {
    const { page, complaints, leave } = await house.visit({
      role: 'evaluator',
      path,
      size: PHONE,
      scheme: 'dark',
    })
    await page.getByRole('group', { name: chart }).waitFor()
    expect(await sidewaysScroll(page)).toBe(0)
    expect(await violations(page, { within: part, coloursOnly: true })).toEqual([])
    await page.screenshot({
      path: join(SCREENSHOTS, `field${path.replace('/', '-')}-phone-dark.png`),
      fullPage: true,
    })
    expect(complaints).toEqual([])
    await leave()
  })

  it('shows a funder nothing that was not published', async () => {
    const { page, complaints, leave } = await house.visit({ role: 'funder', path })
    await page
      .getByText(/dans cette vue|Aucun tableau publié|closes/)
      .first()
      .waitFor()
    const counted = await page.getByRole('button', { name: /Centre social.*participations?,/ }).all()
    for (const mark of counted) {
      const name = plain(await mark.getAttribute('aria-label'))
      const count = Number(/ ([\d ]+) participations?,/.exec(name)?.[1]?.replaceAll(' ', ''))
      // Nobody at all exposes nobody.
      expect(count === 0 || count >= 11, name).toBe(true)
    }
    expect(complaints).toEqual([])
    await leave()
  })
})

describe('a chart', () => {
  it('is read by keyboard: the arrows go from mark to mark and Enter opens where the figure comes from', async () => {
    const { page, complaints, leave } = await house.visit({ role: 'evaluator', path: '/bornes' })
    const drawing = page.getByRole('group', { name: /^Sessions par site ouvert/ })
    const marks = drawing.getByRole('button')
    await marks.first().focus()
    await page.keyboard.press('ArrowDown')
    const second = await marks.nth(1).getAttribute('aria-label')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(second)
    expect(plain(second)).toMatch(/\d+ sessions, simulé|sessions, simul/)
    await page.keyboard.press('Enter')
    const panel = page.getByRole('dialog')
    await panel.getByText('journal-bornes-simule', { exact: false }).first().waitFor()
    expect(complaints).toEqual([])
    await leave()
  })

  it('is the same as its table, and as the file that is taken away under the same filters', async () => {
    const { page, leave } = await house.visit({
      role: 'evaluator',
      path: '/ateliers?territory=croissant-sud',
    })
    const chart = page.locator('[data-chart="participations-centre"]')
    await chart.waitFor()
    const drawn = await chart.locator('[data-mark]').count()
    expect(drawn).toBe(4)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      chart.getByRole('link', { name: /JSON$/ }).click(),
    ])
    const taken: { rows: unknown[] } = JSON.parse(readFileSync(await download.path(), 'utf8'))
    expect(taken.rows).toHaveLength(drawn)
    await chart.getByText('Tableau', { exact: true }).click()
    expect(await chart.locator('tbody tr').count()).toBe(drawn)
    await leave()
  })

  it('is taken away as an image that says its base and that it is simulated', async () => {
    const { page, complaints, leave } = await house.visit({ role: 'evaluator', path: '/bornes' })
    const chart = page.locator('[data-chart="sessions-site"]')
    const take = async (format: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        chart.getByRole('button', { name: format, exact: true }).click(),
      ])
      return readFileSync(await download.path())
    }
    const svg = plain((await take('SVG')).toString('utf8'))
    expect(svg).toMatch(/Données simulées/)
    expect(svg).toMatch(/Source : journal des bornes/)
    expect(svg).not.toMatch(/var\(--|class=/)
    expect((await take('PNG')).subarray(1, 4).toString()).toBe('PNG')
    expect(complaints).toEqual([])
    await leave()
  })
})

describe('what several sources say together', () => {
  it('shows where persons go and where they are lost, each on one way only', async () => {
    const { page, complaints, leave } = await house.visit({ role: 'evaluator', path: '/ateliers' })
    const flows = page.locator('[data-chart="flows"]')
    await flows.waitFor()
    expect(plain(await flows.getByRole('heading').textContent())).toMatch(
      /Sur \d+ personnes, \d+ ne sont venues/,
    )
    await flows.screenshot({ path: join(SCREENSHOTS, 'field-ateliers-flows.png') })
    await flows.getByText('Tableau', { exact: true }).click()
    expect(await flows.locator('tbody tr').count()).toBeGreaterThan(3)
    expect(complaints).toEqual([])
    await leave()
  })

  it('shows the report proposed to the CAF to those who may read the register, and to nobody else', async () => {
    const evaluator = await house.visit({ role: 'evaluator', path: '/bornes' })
    const report = evaluator.page.locator('#caf')
    await report.getByText(/Une proposition/).waitFor()
    expect(await report.locator('tbody tr').count()).toBe(8)
    await report.screenshot({ path: join(SCREENSHOTS, 'field-bornes-caf.png') })
    expect(evaluator.complaints).toEqual([])
    await evaluator.leave()
    const director = await house.visit({ role: 'director', path: '/bornes' })
    await director.page.getByRole('heading', { level: 1 }).waitFor()
    expect(await director.page.locator('#caf').count()).toBe(0)
    expect(director.complaints).toEqual([])
    await director.leave()
  })

  it('tells residents in plain words what became of each idea', async () => {
    const { page, leave } = await house.visit({ role: 'evaluator', path: '/contributions' })
    const ideas = page.locator('#ideas')
    await ideas.getByText('idées qui ont changé quelque chose').waitFor()
    await ideas
      .getByText(/^Idée gardée — /)
      .first()
      .waitFor()
    await ideas.getByRole('button', { name: /Voir les \d+ autres idées/ }).click()
    expect(await ideas.locator('ol > li').count()).toBeGreaterThan(12)
    await leave()
  })
})

describe('the filters', () => {
  it('are in the URL, only what is not default; reload and a sent link give the same screen', async () => {
    const { page, leave } = await house.visit({ role: 'evaluator', path: '/ateliers' })
    const title = page.getByRole('heading', { level: 1 })
    const whole = await title.textContent()
    await page.getByLabel('Période').selectOption('2018')
    await page.waitForURL(/\?period=2018$/)
    await page.waitForFunction((before) => document.querySelector('h1')?.textContent !== before, whole)
    const filtered = await title.textContent()
    await page.reload()
    await page.waitForFunction((text) => document.querySelector('h1')?.textContent === text, filtered)
    expect(await page.getByLabel('Période').inputValue()).toBe('2018')
    await page.getByRole('button', { name: 'Tout afficher' }).click()
    await page.waitForURL(/\/ateliers$/)
    await leave()
  })

  it('refuse a cross that was never counted, and say why', async () => {
    const { page, leave } = await house.visit({ role: 'evaluator', path: '/ateliers' })
    const refusal = page.getByRole('region', { name: 'Participations décomptées par tranche d’âge et genre' })
    await refusal.getByText(/croisement n’a pas été relevé/).waitFor()
    expect(plain(await refusal.textContent())).toMatch(/non demandé/)
    await leave()
  })
})

describe('what is done on the pages of the field', () => {
  it('an evaluator signs in, dates an event on a chart of time, and takes it away; an analyst reads it and writes none', async () => {
    const evaluator = await house.visit({})
    await evaluator.page.getByRole('button', { name: /Évaluation/ }).click()
    await evaluator.page.getByRole('link', { name: 'Terrain', exact: true }).click()
    await evaluator.page.getByRole('link', { name: 'Ateliers', exact: true }).click()
    const chart = evaluator.page.locator('[data-chart="participations-quarter"]')
    await chart.getByText('Évènements datés (0)').click()
    await chart.getByLabel('Jour').fill('2018-05-15')
    await chart.getByLabel('Ce qui s’est passé').fill('Changement d’équipe')
    await chart.getByRole('button', { name: 'Ajouter cet évènement aux graphiques' }).click()
    await chart.locator('svg[data-drawing] text', { hasText: 'Changement d’équipe' }).waitFor()
    const analyst = await house.visit({ role: 'analyst', path: '/ateliers' })
    const seen = analyst.page.locator('[data-chart="participations-quarter"]')
    await seen.getByText('Évènements datés (1)').click()
    expect(await seen.getByRole('button', { name: /Ajouter/ }).count()).toBe(0)
    await analyst.leave()
    await chart.getByRole('button', { name: /^Retirer l’évènement/ }).click()
    await chart
      .locator('svg[data-drawing] text', { hasText: 'Changement d’équipe' })
      .waitFor({ state: 'detached' })
    expect(evaluator.complaints).toEqual([])
    await evaluator.leave()
  })

  it('a school year stands beside the one before it, and the sheets keep in the address what is asked of them', async () => {
    const { page, leave } = await house.visit({ role: 'evaluator', path: '/ateliers?period=2018-2019' })
    await page
      .getByText(/Période précédente \(année scolaire 2017-2018\)\s: \d/)
      .first()
      .waitFor()
    await page.goto('/indicateurs')
    await page.getByLabel('Découpage').selectOption('gender')
    await page.getByLabel('Chercher dans les fiches').fill('formations')
    await page.waitForURL(/\?by=gender&search=formations$/)
    await page.reload()
    await page.getByRole('list', { name: 'par genre' }).first().getByText('Féminin').waitFor()
    await leave()
  })

  it('a steward reads which centre sent what for which month, and chooses the file followed in the address', async () => {
    const { page, complaints, leave } = await house.visit({
      role: 'steward',
      path: '/donnees?suivi=sessions',
    })
    const chart = page.locator('[data-chart="completeness-sessions"]')
    expect(plain(await chart.locator('h3').textContent())).toMatch(/mois de centre reçus sur \d+ attendus/)
    expect(await violations(page, { within: '#completeness' })).toEqual([])
    await chart.getByText('Tableau', { exact: true }).click()
    await chart.getByRole('row', { name: /Centre social du Faubourg de Béthune/ }).waitFor()
    expect(complaints).toEqual([])
    await leave()
  })

  it('a ribbon of the flows opens the files that it was counted from', async () => {
    const { page, leave } = await house.visit({ role: 'evaluator', path: '/ateliers' })
    await page.locator('[data-chart="flows"] [data-mark]').first().click()
    await page
      .getByRole('dialog')
      .getByText(/lignes? lues?/)
      .first()
      .waitFor()
    await leave()
  })
})
