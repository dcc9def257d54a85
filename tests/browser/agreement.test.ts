import { isKnown } from '@retombees/contract/figure'
import type { FundingTable } from '@retombees/contract/funding'
import type { PartnerGrid } from '@retombees/contract/partner'
import type { QuestionResult } from '@retombees/contract/question'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BrowserHouse, openBrowserHouse, type Visitor } from '../support/browser-house.ts'

let house: BrowserHouse
let visitor: Visitor

beforeAll(async () => {
  house = await openBrowserHouse()
  visitor = await house.visit({ role: 'evaluator' })
})
afterAll(async () => {
  await visitor?.leave()
  await house?.close()
})

/** What the API answers to the very session that the page has. */
function answer<T>(page: Page, path: string): Promise<T> {
  return page.evaluate(async (url) => (await (await fetch(url)).json()).data, `/api/v1${path}`) as Promise<T>
}

/** The names under which the page offers its figures. */
async function figuresOf(page: Page): Promise<string[]> {
  const names = await page
    .locator('button[data-figure]')
    .evaluateAll((all) => all.map((one) => one.ariaLabel ?? ''))
  return names.map((name) => name.replace(/[\u00a0\u202f]/g, ' '))
}

describe('the page and the API', () => {
  it('say the same of every indicator, territory by territory: the same counts out of the same base', async () => {
    const { page } = visitor
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true
    })
    const shown = await figuresOf(page)
    const territories = new Map(house.published.programme.territories.map((each) => [each.id, each.label.fr]))
    const questions = await answer<QuestionResult[]>(page, '/questions')
    const expected = questions
      .flatMap((question) => question.criteria)
      .flatMap((criterion) => criterion.indicators)
      .flatMap(({ sheet, byTerritory }) =>
        byTerritory.flatMap(({ territory, figure }) =>
          isKnown(figure) && figure.format === 'percent'
            ? [{ label: sheet.label, territory: territories.get(territory) ?? '', figure }]
            : [],
        ),
      )
    expect(expected.length).toBeGreaterThan(30)
    const missing = expected.filter(
      ({ label, territory, figure }) =>
        !shown.some(
          (name) =>
            name.startsWith(label.replace(/[\u00a0\u202f]/g, ' ')) &&
            name.includes(territory) &&
            name.includes(`${figure.numerator} sur ${figure.denominator}`),
        ),
    )
    expect(missing.map(({ label, territory }) => `${label}, ${territory}`)).toEqual([])
  })

  it('say the same of the money: every line of the plan', async () => {
    const { page } = visitor
    const plan = await answer<FundingTable>(page, '/funding')
    const shown = (await figuresOf(page)).join('\n')
    const euros = new Intl.NumberFormat('fr', { maximumFractionDigits: 0 })
    const amounts = plan.lines.flatMap((line) =>
      line.amount === null ? [] : [euros.format(line.amount).replace(/[\u00a0\u202f]/g, ' ')],
    )
    expect(amounts.length).toBe(28)
    expect(amounts.filter((amount) => !shown.includes(amount))).toEqual([])
  })

  it('say the same of the grids: as many engagements, the same means in the same order', async () => {
    const { page } = visitor
    const grid = await answer<PartnerGrid>(page, '/partners')
    await page.getByRole('button', { name: /Afficher les \d+ autres/ }).click()
    const means = await page
      .getByRole('region', { name: 'Grille d’engagement des acteurs' })
      .locator('tbody tr td:last-child')
      .allTextContents()
    expect(means.map((mean) => mean.trim())).toEqual(
      grid.engagements.map((engagement) => engagement.mean?.toFixed(1).replace('.', ',')),
    )
  })
})
