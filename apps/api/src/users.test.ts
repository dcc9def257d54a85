import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Home, openHome } from '@retombees/warehouse/home'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withStore } from './store/open-store.ts'
import { addUser } from './users.ts'

describe('adding an account from the terminal', () => {
  let home: Home
  beforeEach(() => {
    home = openHome(mkdtempSync(join(tmpdir(), 'retombees-user-')))
  })
  afterEach(() => rmSync(home.root, { recursive: true }))
  const user = {
    email: 'Evaluatrice@Example.org',
    name: 'Une évaluatrice',
    role: 'evaluator',
    password: 'un mot de passe assez long',
  } as const

  it('keeps a digest of the password, and a trace', async () => {
    const { id } = await addUser(home, user)
    await withStore(home.store, async ({ db }) => {
      const account = await db.selectFrom('account').selectAll().executeTakeFirstOrThrow()
      expect(account.userId).toBe(id)
      expect(account.password).not.toContain(user.password)
      const row = await db.selectFrom('user').selectAll().executeTakeFirstOrThrow()
      expect(row).toMatchObject({ email: 'evaluatrice@example.org', role: 'evaluator', demo: 0 })
      const trace = await db.selectFrom('audit').selectAll().execute()
      expect(trace.map((line) => [line.event, line.detail])).toEqual([['account-created', id]])
    })
  })

  it('refuses an address that is taken, whatever its case, and leaves nothing half made', async () => {
    await addUser(home, user)
    await expect(addUser(home, { ...user, email: 'evaluatrice@example.ORG' })).rejects.toThrow(
      /a déjà un compte/,
    )
    await withStore(home.store, async ({ db }) => {
      expect(await db.selectFrom('account').select('id').execute()).toHaveLength(1)
    })
  })

  it('refuses what is not an address, a short password, and a director who belongs nowhere', async () => {
    await expect(addUser(home, { ...user, email: 'moi' })).rejects.toThrow(/« moi » n’est pas une adresse/)
    await expect(addUser(home, { ...user, password: 'court' })).rejects.toThrow(/5 caractères trouvés/)
    await expect(addUser(home, { ...user, role: 'director' })).rejects.toThrow(/centre ou à un territoire/)
  })
})
