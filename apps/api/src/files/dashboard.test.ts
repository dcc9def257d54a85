import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AppUnderTest, appUnderTest } from '../fixtures/app-under-test.ts'

const SCRIPT = 'console.log("retombées")\n'.repeat(50)
const ASSET = '/assets/index-Ab12Cd34.js'

describe('the dashboard’s files', () => {
  let folder: string
  let server: AppUnderTest
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'retombees-dist-'))
    mkdirSync(join(folder, 'dist/assets'), { recursive: true })
    writeFileSync(join(folder, 'secret.txt'), 'not to be served')
    writeFileSync(join(folder, 'dist/index.html'), '<!doctype html><title>Retombées</title>')
    writeFileSync(join(folder, 'dist/favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
    writeFileSync(join(folder, `dist${ASSET}`), SCRIPT)
    writeFileSync(join(folder, `dist${ASSET}.gz`), gzipSync(SCRIPT))
    server = appUnderTest({ dashboard: join(folder, 'dist') })
  })
  afterAll(async () => {
    await server.close()
    rmSync(folder, { recursive: true })
  })

  it('come compressed to those who accept it, and are kept for a year when their name bears their digest', async () => {
    const plain = await server.get(ASSET)
    expect(await plain.text()).toBe(SCRIPT)
    expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(plain.headers.get('content-type')).toBe('text/javascript; charset=UTF-8')
    const packed = await server.get(ASSET, { 'Accept-Encoding': 'br;q=1.0, gzip' })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(Buffer.from(await packed.arrayBuffer()).equals(gzipSync(SCRIPT))).toBe(true)
    expect(packed.headers.get('etag')).not.toBe(plain.headers.get('etag'))
    const refused = await server.get(ASSET, { 'Accept-Encoding': 'gzip;q=0' })
    expect(refused.headers.get('content-encoding')).toBeNull()
  })

  it.each(['/', '/questions', '/acteurs/grille?territory=x', '/index.html'])(
    'answer the address of a page, %s, with the page, never kept without asking',
    async (path) => {
      const page = await server.get(path)
      expect(page.status).toBe(200)
      expect(await page.text()).toContain('<title>Retombées</title>')
      expect(page.headers.get('cache-control')).toBe('no-cache')
      expect(page.headers.get('content-security-policy')).toContain("script-src 'self';")
      expect((await server.get(path, { 'If-None-Match': page.headers.get('etag') ?? '' })).status).toBe(304)
    },
  )

  it.each(['/assets/index-old00000.js', '/robots.txt', '/../secret.txt', '/%2e%2e/secret.txt'])(
    'answer a file that is not among them, %s, with a problem',
    async (path) => expect((await server.get(path)).status).toBe(404),
  )

  it.each(['/..%2fsecret.txt', '/%2e%2e%2fsecret.txt', '/%E0%A4%A', '/assets', '/assets/'])(
    'never leave their folder, asked for %s',
    async (path) => expect(await (await server.get(path)).text()).not.toContain('not to be served'),
  )

  it('leave what is under /api to the API', async () => {
    expect((await server.get('/api/v1/nothing')).headers.get('content-type')).toContain('problem+json')
    expect((await server.get('/api')).headers.get('content-type')).toContain('problem+json')
  })

  it('answer HEAD without a body, and no other method', async () => {
    const head = await server.app.request(ASSET, { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(SCRIPT)))
    expect(await head.text()).toBe('')
    expect((await server.post(ASSET, {})).status).toBe(404)
  })
})
