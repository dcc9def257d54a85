import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simulate } from '@retombees/cli/simulation/simulate'
import { writeFiles } from '@retombees/cli/simulation/write-files'
import { readProgramme } from '@retombees/programme/read-programme'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
import { LITTORAL } from '../support/published-home.ts'

let house: BrowserHouse
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'retombees-littoral-'))
  const programme = await readProgramme(LITTORAL)
  writeFiles(folder, simulate(programme, 7, { sessions: 3000, attendances: 900, respondents: 120 }))
  house = await openBrowserHouse({ programme: LITTORAL, files: [join(LITTORAL, 'published'), folder] })
})
afterAll(async () => {
  await house?.close()
  rmSync(folder, { recursive: true, force: true })
})

const PAGES = ['/', '/territoires', '/ateliers', '/acteurs', '/donnees'] as const

/** What only the first programme may say. */
const FIRST_PROGRAMME =
  /Croissant sud|Versant nord-est|Lille|Tourcoing|Roubaix|Amnyos|huit centres|eight centres|deux territoires|two territories|2017|2018/i

describe.each(PAGES)('%s, with a programme of twenty-six houses in seven towns', (path) => {
  it('is alive on a wide screen and on a phone, complains of nothing and says nothing of the first programme', async () => {
    const { page, complaints, leave } = await house.visit({ role: 'evaluator', path, size: WIDE })
    await page.screenshot({ path: shot(path, 'wide'), fullPage: true })
    expect(plain(await page.getByRole('heading', { level: 1 }).textContent())).not.toBe('')
    const text = plain(await page.evaluate(() => document.body.innerText))
    expect(text).not.toMatch(/undefined|NaN|\[object/)
    expect(text.match(FIRST_PROGRAMME)).toBeNull()
    await page.setViewportSize(PHONE)
    await settle(page)
    await page.screenshot({ path: shot(path, 'phone'), fullPage: true })
    expect(await sidewaysScroll(page)).toBe(0)
    expect(complaints).toEqual([])
    await leave()
  })
})

function shot(path: string, size: string): string {
  return join(SCREENSHOTS, `littoral-${path.slice(1) || 'comite'}-${size}.png`)
}
