import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { SQL_LIMITS } from '@retombees/contract/sql'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type PublishedHome, publishedHome } from '../../../../tests/support/published-home.ts'
import { builtSqlChild } from '../../../../tests/support/sql-child.ts'
import { type AppUnderTest, appUnderTest } from '../fixtures/app-under-test.ts'
import { openWorkspaces } from './workspace.ts'

const FOREVER = 'select count(*) from range(100000000000) a, range(1000000) b'
/** How long a process may take to start or to go on a busy machine. */
const PATIENT = { timeout: 20_000, interval: 50 }

describe('statements that meet', () => {
  let published: PublishedHome
  let server: AppUnderTest
  beforeAll(async () => {
    published = await publishedHome()
    server = appUnderTest({ from: published.home.root })
    await builtSqlChild()
  })
  afterAll(async () => {
    await server?.close()
    published?.remove()
  })

  const folders = () => readdirSync(join(server.home.root, 'sql'))
  const start = () => {
    const id = crypto.randomUUID()
    return { id, answer: post('/api/v1/sql', { sql: FOREVER, id }) }
  }
  const post = async (path: string, body: unknown) =>
    server.post(path, body, { Cookie: await server.cookieOf('analyst'), Origin: 'http://localhost' })
  const cancel = (id: string) => post(`/api/v1/sql/runs/${id}/cancel`, {})

  it('run two at a time; the third waits for its turn, and one too many is told to come back', async () => {
    const running = Array.from({ length: SQL_LIMITS.running }, start)
    await vi.waitFor(() => expect(folders()).toHaveLength(SQL_LIMITS.running), PATIENT)
    let answered = false
    const third = post('/api/v1/sql', { sql: 'select 1' }).then((answer) => {
      answered = true
      return answer
    })
    const waiting = Array.from({ length: SQL_LIMITS.waiting - 1 }, start)
    const refused = await post('/api/v1/sql', { sql: 'select 2' })
    expect(refused.headers.get('retry-after')).toBe('5')
    expect(await refused.json()).toMatchObject({ code: 'sql_busy' })
    expect({ answered, folders: folders().length }).toEqual({ answered: false, folders: SQL_LIMITS.running })
    for (const { id } of waiting) await cancel(id)
    await cancel(running[0]?.id ?? '')
    expect((await third).status).toBe(200)
    for (const { id } of running) await cancel(id)
    const statuses = await Promise.all(
      [...running, ...waiting].map(async ({ answer }) => (await answer).status),
    )
    expect(new Set(statuses)).toEqual(new Set([422]))
    expect(folders()).toEqual([])
  })

  it('end with the connection of whoever asked, process and folder with them', async () => {
    const listener = createAdaptorServer({ fetch: server.app.fetch })
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
    const { port } = listener.address() as AddressInfo
    const leaving = new AbortController()
    const asked = fetch(`http://127.0.0.1:${port}/api/v1/sql`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Cookie: await server.cookieOf('analyst'),
        Origin: `http://127.0.0.1:${port}`,
      },
      body: JSON.stringify({ sql: FOREVER }),
      signal: leaving.signal,
    })
    await vi.waitFor(() => expect(folders()).toHaveLength(1), PATIENT)
    leaving.abort()
    await expect(asked).rejects.toThrow()
    await vi.waitFor(() => expect(folders()).toEqual([]), PATIENT)
    const history = await (await server.getAs('analyst', '/api/v1/sql/history')).json()
    expect((history as { data: { verdict: string; code: string }[] }).data[0]).toMatchObject({
      code: 'sql_cancelled',
    })
    await new Promise((resolve) => listener.close(resolve))
  })

  it('leave nothing behind a server that was killed: its folders go at the next start, those at work stay', async () => {
    const killed = spawn(process.execPath, ['-e', ''])
    await once(killed, 'exit')
    const root = join(server.home.root, 'sql')
    const [left, ours, other] = [`${killed.pid}-left`, `${process.pid}-ours`, `${process.ppid}-at-work`]
    for (const name of [left, ours, other, 'no-pid']) {
      mkdirSync(join(root, name), { recursive: true })
      writeFileSync(join(root, name, 'analyst.duckdb'), 'x')
    }
    openWorkspaces(server.home)
    expect(folders().sort()).toEqual([ours, other].sort())
    for (const name of [ours, other]) rmSync(join(root, name), { recursive: true })
  })
})
