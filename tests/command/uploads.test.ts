import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@retombees/api/server'
import { createToken } from '@retombees/api/tokens'
import { UploadEvent } from '@retombees/contract/upload'
import { openHome } from '@retombees/warehouse/home'
import { readLedger } from '@retombees/warehouse/ledger'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CSC, ROOT } from '../support/published-home.ts'

const folder = mkdtempSync(join(tmpdir(), 'retombees-uploads-'))
const home = openHome(folder)
const FILE = 'financements-2017-2019-croissant-sud.csv'
let server: Awaited<ReturnType<typeof serve>>
let headers: Record<string, string>

beforeAll(async () => {
  server = await serve({
    home,
    programmeFolder: CSC,
    mode: 'demo',
    secret: undefined,
    hosts: [],
    now: () => new Date(),
    host: '127.0.0.1',
    port: 0,
    command: [process.execPath, join(ROOT, 'apps/cli/bin/retombees.mjs')],
  })
  const { token } = await createToken(home, { role: 'steward', label: 'essai' })
  headers = { Authorization: `Bearer ${token}` }
})
afterAll(async () => {
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

const api = (path: string) => `${server.address}/api/v1/uploads${path}`

async function send(name: string, body: Uint8Array<ArrayBuffer>): Promise<string> {
  const answer = await fetch(api(`?name=${encodeURIComponent(name)}`), { method: 'POST', headers, body })
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { data: { id: string } }).data.id
}

async function take(id: string, order: object): Promise<UploadEvent[]> {
  const answer = await fetch(api(`/${id}/ingest`), {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(order),
  })
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  const text = await answer.text()
  return [...text.matchAll(/^data: (.+)$/gm)].map(([, json]) => UploadEvent.parse(JSON.parse(json ?? '')))
}

const published = () => new Uint8Array(readFileSync(join(CSC, 'published', FILE)))

it('a file is seen before it is loaded, then loaded, by the verbs of the terminal', async () => {
  const id = await send(FILE, published())
  const preview = await take(id, { dryRun: true })
  expect(preview.at(-1)).toEqual({ kind: 'end' })
  const seen = preview.find((event) => event.kind === 'outcome')
  expect(seen).toMatchObject({
    outcome: { status: 'loaded', load_id: null, source: 'financements-croissant-sud' },
  })
  expect(readLedger(home)).toEqual([])
  const loaded = (await take(id, {})).find((event) => event.kind === 'outcome')
  expect(loaded).toMatchObject({ outcome: { status: 'loaded', file: FILE } })
  expect(readLedger(home)).toHaveLength(1)
  expect(readdirSync(join(folder, 'uploads'))).toEqual([])
  const answer = await fetch(`${server.address}/api/v1/loads`, { headers })
  expect(JSON.stringify(await answer.json())).toContain(FILE)
})

it('a file that is refused says why, in French, and leaves nothing', async () => {
  const before = readLedger(home).length
  const id = await send('financements-2017-2019-versant-nord-est.csv', new TextEncoder().encode('a;b\n1;2\n'))
  const [refused] = (await take(id, {})).filter((event) => event.kind !== 'progress')
  expect(refused).toMatchObject({ kind: 'outcome', outcome: { status: 'refused' } })
  expect(JSON.stringify(refused)).toMatch(/intitulés attendus/)
  expect(JSON.stringify(refused)).not.toContain(folder)
  expect(readLedger(home)).toHaveLength(before)
})

it('a name that would leave its folder is cut to the name of a file, or refused', async () => {
  const id = await send('../../../etc/inconnu.csv', published())
  const [refused] = (await take(id, {})).filter((event) => event.kind !== 'progress')
  expect(refused).toMatchObject({ outcome: { status: 'refused' } })
  const none = await fetch(api('?name=..'), { method: 'POST', headers, body: published() })
  expect(none.status).toBe(400)
})

it('nobody but a steward or an administrator sends a file in', async () => {
  const { token } = await createToken(home, { role: 'evaluator', label: 'essai' })
  const answer = await fetch(api('?name=a.csv'), {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
    body: published(),
  })
  expect(answer.status).toBe(403)
})
