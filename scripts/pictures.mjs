// Renews the pictures of the documentation from a demonstration that is running: `npm start`, then `node scripts/pictures.mjs`.
import chromium from '@sparticuz/chromium'
import { chromium as playwright } from 'playwright-core'
import { root } from './installed.mjs'

const address = process.argv[2] ?? 'http://127.0.0.1:4747'
const PICTURES = [
  { name: 'committee', role: 'funder', path: '/' },
  { name: 'evaluateur-questions', role: 'evaluator', path: '/questions' },
  {
    name: 'evaluateur-fiches',
    role: 'evaluator',
    path: '/indicateurs?period=2018-2019&by=gender&search=participation',
  },
  { name: 'direction-territoires', role: 'director', path: '/territoires', part: '#by-centre' },
  { name: 'financeur-financement', role: 'funder', path: '/financement' },
  { name: 'coordination-donnees', role: 'steward', path: '/donnees' },
  { name: 'administration-comptes', role: 'admin', path: '/utilisateurs' },
]
/** Wide enough to be read, short enough to stay light. */
const SIZE = { width: 1100, height: 780 }

chromium.setGraphicsMode = false
const browser = await playwright.launch({
  executablePath: process.env.RETOMBEES_CHROMIUM ?? (await chromium.executablePath()),
  args: [...chromium.args.filter((flag) => flag !== '--single-process'), '--no-sandbox'],
})
for (const { name, role, path, part } of PICTURES) {
  const context = await browser.newContext({
    baseURL: address,
    viewport: SIZE,
    reducedMotion: 'reduce',
    locale: 'fr-FR',
  })
  await context.request.post('/api/v1/demo/sign-in', { data: { role }, headers: { Origin: address } })
  const page = await context.newPage()
  await page.goto(path)
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => document.querySelector('[data-loading]') === null)
  if (part !== undefined) await page.locator(part).evaluate((element) => element.scrollIntoView())
  const file = `${root}docs/images/${name}.png`
  await page.screenshot({ path: file })
  console.log(file)
  await context.close()
}
await browser.close()
