import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Home, openHome } from '@retombees/warehouse/home'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTokenProof } from './access/token-proof.ts'
import { openStore, withStore } from './store/open-store.ts'
import { createToken, revokeToken } from './tokens.ts'

const now = new Date('2019-03-01T09:00:00Z')
const clock = () => now

describe('a personal token', () => {
  let home: Home
  beforeEach(() => {
    home = openHome(mkdtempSync(join(tmpdir(), 'retombees-token-')))
  })
  afterEach(() => rmSync(home.root, { recursive: true }))
  const viewer = (token: string, at = now) =>
    withStore(home.store, (store) =>
      createTokenProof(store, { now: () => at, demoIsOpen: async () => false })(token),
    )

  it('stands for its role and its scope', async () => {
    const { id, token } = await createToken(
      home,
      { role: 'director', scope: { centre: 'centre-a', territory: undefined }, label: 'tableur' },
      clock,
    )
    expect(await viewer(token)).toEqual({
      id,
      name: 'tableur',
      role: 'director',
      scope: { centre: 'centre-a' },
      via: 'token',
    })
  })

  it('is 256 random bits, and only its digest is kept', async () => {
    const { token } = await createToken(home, { role: 'analyst', label: 'R' }, clock)
    expect(token).toMatch(/^rtb_[\w-]{43}$/)
    const store = openStore(home.store)
    const row = await store.db.selectFrom('token').selectAll().executeTakeFirstOrThrow()
    await store.close()
    expect(row.digest).toBe(createHash('sha256').update(token).digest('hex'))
    expect(readFileSync(home.store).includes(token)).toBe(false)
  })

  it('stands for nobody once revoked, expired, altered or invented', async () => {
    const lasting = await createToken(home, { role: 'analyst', label: 'a' }, clock)
    const short = await createToken(home, { role: 'analyst', label: 'b', expiresAt: '2019-03-02' }, clock)
    expect(await viewer(short.token, new Date('2019-03-02T23:59:00Z'))).not.toBeNull()
    expect(await viewer(short.token, new Date('2019-03-03T00:00:00Z'))).toBeNull()
    expect(await revokeToken(home, lasting.id, clock)).toBe(true)
    expect(await revokeToken(home, lasting.id, clock)).toBe(false)
    expect(await viewer(lasting.token)).toBeNull()
    expect(await viewer(`${short.token}x`)).toBeNull()
    expect(await viewer(short.token.slice('rtb_'.length))).toBeNull()
    expect(await viewer('rtb_')).toBeNull()
  })

  it('remembers when it was last used', async () => {
    const { token } = await createToken(home, { role: 'analyst', label: 'a' }, clock)
    await viewer(token, new Date('2019-03-01T10:00:00Z'))
    await viewer(token, new Date('2019-03-01T10:00:30Z'))
    const row = await withStore(home.store, ({ db }) =>
      db.selectFrom('token').select('last_used_at').executeTakeFirst(),
    )
    expect(row?.last_used_at).toBe('2019-03-01T10:00:00.000Z')
  })

  it('is refused for a director who belongs nowhere, and with a date that is none or past', async () => {
    const make = (more: object) =>
      createToken(home, { role: 'analyst', label: 'a', ...more } as Parameters<typeof createToken>[1], clock)
    await expect(make({ role: 'director' })).rejects.toThrow(/appartient à un centre ou à un territoire/)
    await expect(make({ expiresAt: 'demain' })).rejects.toThrow(/« demain » trouvé/)
    await expect(make({ expiresAt: '2019-02-30' })).rejects.toThrow(/2019-02-30/)
    await expect(make({ expiresAt: '2018-12-31' })).rejects.toThrow(/déjà passé/)
  })

  it('leaves a trace of its making and of its end', async () => {
    const { id } = await createToken(home, { role: 'analyst', label: 'a' }, clock)
    await revokeToken(home, id, clock)
    const trace = await withStore(home.store, ({ db }) => db.selectFrom('audit').selectAll().execute())
    expect(trace.map((line) => line.event)).toEqual(['token-created', 'token-revoked'])
  })
})
