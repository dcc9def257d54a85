import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHome } from '@retombees/warehouse/home'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve } from './server.ts'
import { withStore } from './store/open-store.ts'

describe('the server', () => {
  const home = openHome(mkdtempSync(join(tmpdir(), 'retombees-server-')))
  let server: Awaited<ReturnType<typeof serve>>
  const options = {
    home,
    programmeFolder: '.',
    mode: 'demo',
    secret: undefined,
    hosts: [],
    now: () => new Date(),
    host: '127.0.0.1',
  } as const
  beforeAll(async () => {
    server = await serve({ ...options, port: 0 })
  })
  afterAll(async () => {
    await server.close()
    rmSync(home.root, { recursive: true })
  })
  const signIn = (headers: Record<string, string> = {}) =>
    fetch(`${server.address}/api/v1/demo/sign-in`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: '{"role":"funder"}',
    })

  it('says where it is, and answers there', async () => {
    expect(server.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect((await fetch(`${server.address}/api/v1/health`)).status).toBe(200)
  })

  it('keeps the address of the socket in its log, whatever a header claims', async () => {
    expect((await signIn({ 'X-Forwarded-For': '192.0.2.7', Forwarded: 'for=192.0.2.7' })).status).toBe(200)
    const trace = await withStore(home.store, ({ db }) => db.selectFrom('audit').selectAll().execute())
    expect(trace.at(-1)).toMatchObject({ event: 'signed-in', address: '127.0.0.1' })
  })

  it('refuses a request whose Host is not its own, as rebinding makes a browser send', async () => {
    const { port } = new URL(server.address)
    const status = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write(
          `GET /api/v1/health HTTP/1.1\r\nHost: attacker.example:${port}\r\nConnection: close\r\n\r\n`,
        ),
      )
      socket.once('data', (bytes) => resolve(String(bytes).split('\r\n')[0] ?? ''))
      socket.once('error', reject)
    })
    expect(status).toContain('421')
  })

  it('says so when its port is taken', async () => {
    const { port } = new URL(server.address)
    await expect(serve({ ...options, port: Number(port) })).rejects.toThrow(/EADDRINUSE/)
  })
})
