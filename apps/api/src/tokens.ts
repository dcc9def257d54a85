import { randomBytes, randomUUID } from 'node:crypto'
import { type NewToken, TokenSummary } from '@retombees/contract/account'
import { type Role, rolesForTokensOf } from '@retombees/contract/role'
import type { Scope, Viewer } from '@retombees/contract/scope'
import type { Home } from '@retombees/warehouse/home'
import type { Selectable } from 'kysely'
import { TOKEN_PREFIX, tokenDigest } from './access/token-proof.ts'
import { checkScope } from './accounts/account.ts'
import { lastInstantOf } from './accounts/days.ts'
import { recordAudit } from './audit.ts'
import { AccountError } from './errors.ts'
import { ProblemError } from './problems/problem-error.ts'
import { type Store, withStore } from './store/open-store.ts'
import type { StoreTables } from './store/tables.ts'

const BYTES = 32
const MOST_TOKENS = 20

export interface TokenRequest {
  readonly role: Role
  readonly scope?: Scope
  /** What it is for, in the words of whoever asks. */
  readonly label: string
  /** A day (AAAA-MM-JJ, valid through its end, UTC) or an instant (ISO 8601). Without it the token never expires. */
  readonly expiresAt?: string
}

/**
 * Creates a token in a home, from the terminal, and returns it with its id. The token is given this once: only its
 * SHA-256 is kept. Throws an AccountError for a director without scope, or a date that is not one or is past.
 */
export async function createToken(
  home: Home,
  request: TokenRequest,
  now: () => Date = () => new Date(),
): Promise<{ id: string; token: string }> {
  const scope = request.scope ?? {}
  checkScope(request.role, scope)
  const expiresAt = request.expiresAt === undefined ? null : lastInstantOf(request.expiresAt, now())
  return withStore(home.store, (store) =>
    makeToken(store, { ...request, scope, expiresAt, owner: null }, { who: 'terminal' }, now()),
  )
}

/** Revokes a token for good. Returns false where there is none of that id, or it was revoked already. */
export async function revokeToken(
  home: Home,
  id: string,
  now: () => Date = () => new Date(),
): Promise<boolean> {
  return withStore(home.store, (store) => revoke(store, { id }, { who: 'terminal' }, now()))
}

/** The tokens that people make for themselves, and those that an administrator sees. */
export interface Tokens {
  of(viewer: Viewer): Promise<TokenSummary[]>
  all(): Promise<TokenSummary[]>
  /** Of the viewer's own role, or of one that sees less; it opens nothing more than its owner may at the time of use. */
  create(viewer: Viewer, wanted: NewToken, address: string): Promise<{ token: string; summary: TokenSummary }>
  /** One of the viewer's own, or any for an administrator of all. Throws a 404 problem where there is none in force. */
  revoke(viewer: Viewer, id: string, whose: 'own' | 'any', address: string): Promise<void>
}

export function createTokens(store: Store, now: () => Date): Tokens {
  const listed = () => store.db.selectFrom('token').selectAll().orderBy('created_at', 'desc').orderBy('id')
  return {
    of: async ({ id }) => (await listed().where('owner', '=', id).execute()).map(summaryOf),
    all: async () => (await listed().execute()).map(summaryOf),
    async create(viewer, { label, role = viewer.role, expires }, address) {
      if (!rolesForTokensOf(viewer.role).includes(role)) throw new AccountError('role_above')
      const own = await listed().where('owner', '=', viewer.id).where('revoked_at', 'is', null).execute()
      if (own.length >= MOST_TOKENS) throw new AccountError('too_many_tokens', { found: own.length })
      const scope = role === viewer.role ? viewer.scope : {}
      checkScope(role, scope)
      const { id, token } = await makeToken(
        store,
        { label, role, scope, expiresAt: lastInstantOf(expires, now()), owner: viewer.id },
        { who: viewer.id, address },
        now(),
      )
      return { token, summary: summaryOf(await listed().where('id', '=', id).executeTakeFirstOrThrow()) }
    },
    async revoke(viewer, id, whose, address) {
      const which = whose === 'own' ? { id, owner: viewer.id } : { id }
      if (!(await revoke(store, which, { who: viewer.id, address }, now())))
        throw new ProblemError('unknown_id', { key: 'token', found: id })
    },
  }
}

interface MadeToken {
  readonly label: string
  readonly role: Role
  readonly scope: Scope
  readonly expiresAt: string | null
  readonly owner: string | null
}

async function makeToken(
  store: Store,
  { label, role, scope, expiresAt, owner }: MadeToken,
  by: { who: string; address?: string },
  now: Date,
): Promise<{ id: string; token: string }> {
  const id = randomUUID()
  const token = TOKEN_PREFIX + randomBytes(BYTES).toString('base64url')
  await store.db
    .insertInto('token')
    .values({
      id,
      digest: tokenDigest(token),
      label,
      role,
      centre: scope.centre ?? null,
      territory: scope.territory ?? null,
      created_at: now.toISOString(),
      expires_at: expiresAt,
      last_used_at: null,
      revoked_at: null,
      owner,
    })
    .execute()
  await recordAudit(store, now, { event: 'token-created', ...by, role, detail: `${id} ${label}` })
  return { id, token }
}

async function revoke(
  store: Store,
  which: { id: string; owner?: string },
  by: { who: string; address?: string },
  now: Date,
): Promise<boolean> {
  let query = store.db
    .updateTable('token')
    .set({ revoked_at: now.toISOString() })
    .where('id', '=', which.id)
    .where('revoked_at', 'is', null)
  if (which.owner !== undefined) query = query.where('owner', '=', which.owner)
  const { numUpdatedRows } = await query.executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await recordAudit(store, now, { event: 'token-revoked', ...by, detail: which.id })
  return true
}

function summaryOf(row: Selectable<StoreTables['token']>): TokenSummary {
  return TokenSummary.parse({
    id: row.id,
    label: row.label,
    role: row.role,
    scope: {
      ...(row.centre ? { centre: row.centre } : {}),
      ...(row.territory ? { territory: row.territory } : {}),
    },
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
    owner: row.owner,
  })
}
