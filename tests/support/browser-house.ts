import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@retombees/api/server'
import type { Role } from '@retombees/contract/role'
import { readProgramme } from '@retombees/programme/read-programme'
import { openHome } from '@retombees/warehouse/home'
import chromium from '@sparticuz/chromium'
import {
  type Browser,
  type BrowserContext,
  type Page,
  chromium as playwright,
  type Request,
} from 'playwright-core'
import { CSC, type PublishedHome, publishedHome, ROOT } from './published-home.ts'
import { builtSqlChild } from './sql-child.ts'

const DASHBOARD = join(ROOT, 'apps/dashboard')
export const SCREENSHOTS = join(ROOT, 'tests/browser/screenshots')

export const WIDE = { width: 1280, height: 900 }
export const PHONE = { width: 390, height: 844 }

export interface Visit {
  /** Nobody when left out. */
  role?: Role
  path?: string
  size?: { width: number; height: number }
  scheme?: 'light' | 'dark'
  locale?: 'fr' | 'en'
}

export interface Visitor {
  page: Page
  /** What a browser complains of while the page is read: console errors, refused or failed requests, exceptions. */
  complaints: string[]
  leave(): Promise<void>
}

export interface BrowserHouse {
  address: string
  published: PublishedHome
  /** Opens a page as somebody, in a context of its own, once everything it asked for has come. */
  visit(visit?: Visit): Promise<Visitor>
  close(): Promise<void>
}

/**
 * A server on a home with the published files of a programme (or these, or none: nothing is published then), the built
 * dashboard, and one browser.
 */
export async function openBrowserHouse(
  options: { programme?: string; files?: string[] } = {},
): Promise<BrowserHouse> {
  const folder = options.programme ?? CSC
  const dashboard = join(DASHBOARD, 'dist')
  mkdirSync(SCREENSHOTS, { recursive: true })
  const published =
    options.files?.length === 0 ? await emptyHome() : await publishedHome(folder, options.files)
  const server = await serve({
    home: published.home,
    programmeFolder: folder,
    mode: 'demo',
    secret: undefined,
    hosts: [],
    dashboard,
    now: () => new Date(),
    sqlChild: builtSqlChild,
    command: [process.execPath, join(ROOT, 'apps/cli/bin/retombees.mjs')],
    host: '127.0.0.1',
    port: 0,
  })
  chromium.setGraphicsMode = false
  const browser = await playwright.launch({
    executablePath: process.env.RETOMBEES_CHROMIUM ?? (await chromium.executablePath()),
    // One process for every tab does not survive a second tab.
    args: [...chromium.args.filter((flag) => flag !== '--single-process'), '--no-sandbox'],
  })
  return {
    address: server.address,
    published,
    visit: (visit = {}) => openVisit(browser, server.address, visit),
    async close() {
      await browser.close()
      await server.close()
      published.remove()
    },
  }
}

async function emptyHome(): Promise<PublishedHome> {
  const path = mkdtempSync(join(tmpdir(), 'retombees-home-'))
  return {
    home: openHome(path),
    programme: await readProgramme(CSC),
    outcomes: [],
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}

async function openVisit(browser: Browser, address: string, visit: Visit): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: visit.size ?? WIDE,
    colorScheme: visit.scheme ?? 'light',
    reducedMotion: 'reduce',
    locale: 'fr-FR',
  })
  const { locale } = visit
  if (locale !== undefined)
    await context.addInitScript((kept) => localStorage.setItem('retombees-locale', kept), locale)
  if (visit.role !== undefined) await signIn(context, address, visit.role)
  const page = await context.newPage()
  countRequests(page)
  const complaints = listen(page)
  await page.goto(visit.path ?? '/')
  await settle(page)
  return { page, complaints, leave: () => context.close() }
}

async function signIn(context: BrowserContext, address: string, role: Role): Promise<void> {
  const answer = await context.request.post('/api/v1/demo/sign-in', {
    data: { role },
    headers: { Origin: address },
  })
  if (!answer.ok()) throw new Error(`sign-in as ${role}: ${answer.status()} ${await answer.text()}`)
}

function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`))
  page.on('requestfailed', (request) => {
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`failed: ${request.url()}`)
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL(page.url() === 'about:blank' ? request.url() : page.url()).origin))
      complaints.push(`another host: ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`)
  })
  return complaints
}

/**
 * Waits until the page has been drawn twice with nothing on its way and nothing that says it is loading. What is on its
 * way is counted: waiting for the network to be idle costs half a second a page.
 */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('#root')?.childElementCount)
  for (let quiet = 0; quiet < 2; ) {
    await page.waitForFunction(() => document.querySelector('[data-loading]') === null)
    await onItsWay.get(page)?.landed()
    const calm = await page.evaluate(async () => {
      await document.fonts.ready
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
      return document.querySelector('[data-loading]') === null
    })
    quiet = calm && onItsWay.get(page)?.count() === 0 ? quiet + 1 : 0
  }
}

interface OnItsWay {
  count(): number
  /** Resolves when nothing is on its way. */
  landed(): Promise<void>
}

const onItsWay = new WeakMap<Page, OnItsWay>()

/** Counts what a page has asked for and not received yet. */
function countRequests(page: Page): void {
  const pending = new Set<Request>()
  const waiting = new Set<() => void>()
  const ended = (request: Request) => {
    pending.delete(request)
    if (pending.size > 0) return
    for (const resolve of waiting) resolve()
    waiting.clear()
  }
  page.on('request', (request) => pending.add(request))
  page.on('requestfinished', ended)
  page.on('requestfailed', ended)
  onItsWay.set(page, {
    count: () => pending.size,
    landed: () =>
      pending.size === 0 ? Promise.resolve() : new Promise<void>((resolve) => waiting.add(resolve)),
  })
}

/** The width by which the page is wider than its window; 0 when it does not scroll sideways. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
}

/** A text as it is said: every kind of space is a space. */
export function plain(text: string | null): string {
  return (text ?? '').replace(/\s+/g, ' ').trim()
}
