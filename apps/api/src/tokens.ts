import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Role } from '@retombees/contract/role'
import type { Scope, Viewer } from '@retombees/contract/scope'
import type { Home } from '@retombees/warehouse/home'
import { checkScope, viewerFrom } from './accounts/account.ts'
import { recordAudit } from './audit.ts'
import { AccountError } from './errors.ts'
import { type Store, withStore } from './store/open-store.ts'

const PREFIX = 'rtb_'
const BYTES = 32
const LAST_USE_PRECISION_MS = 60_000

export interface TokenRequest {
  readonly role: Role
  readonly scope?: Scope
  /** What it is for, in the words of whoever asks. */
  readonly label: string
  /** A day (AAAA-MM-JJ, valid through its end, UTC) or an instant (ISO 8601). Without it the token never expires. */
  readonly expiresAt?: string
}

/**
 * Creates a personal token in a home and returns it with its id. The token is given this once: only its SHA-256 is
 * kept. Throws an AccountError for a director without scope, or a date that is not one or is past.
 */
export async function createToken(
  home: Home,
  request: TokenRequest,
  now: () => Date = () => new Date(),
): Promise<{ id: string; token: string }> {
  const scope = request.scope ?? {}
  checkScope(request.role, scope)
  const expiresAt = request.expiresAt === undefined ? null : instantOf(request.expiresAt)
  if (expiresAt !== null && expiresAt <= now().toISOString())
    throw new AccountError(`Échéance : « ${request.expiresAt} » est déjà passé ; donnez un jour à venir.`)
  const id = randomUUID()
  const token = PREFIX + randomBytes(BYTES).toString('base64url')
  return withStore(home.store, async (store) => {
    await store.db
      .insertInto('token')
      .values({
        id,
        digest: digestOf(token),
        label: request.label,
        role: request.role,
        centre: scope.centre ?? null,
        territory: scope.territory ?? null,
        created_at: now().toISOString(),
        expires_at: expiresAt,
        last_used_at: null,
        revoked_at: null,
      })
      .execute()
    await recordAudit(store, now(), {
      event: 'token-created',
      who: 'terminal',
      role: request.role,
      detail: `${id} ${request.label}`,
    })
    return { id, token }
  })
}

/** Revokes a token for good. Returns false where there is none of that id, or it was revoked already. */
export async function revokeToken(
  home: Home,
  id: string,
  now: () => Date = () => new Date(),
): Promise<boolean> {
  return withStore(home.store, async (store) => {
    const { numUpdatedRows } = await store.db
      .updateTable('token')
      .set({ revoked_at: now().toISOString() })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await recordAudit(store, now(), { event: 'token-revoked', who: 'terminal', detail: id })
    return true
  })
}

/** Whom a token stands for; null when it is unknown, expired or revoked. Its last use is noted to the minute. */
export async function viewerOfToken(store: Store, token: string, now: Date): Promise<Viewer | null> {
  if (!token.startsWith(PREFIX)) return null
  const row = await store.db
    .selectFrom('token')
    .selectAll()
    .where('digest', '=', digestOf(token))
    .executeTakeFirst()
  const instant = now.toISOString()
  if (!row || row.revoked_at !== null || (row.expires_at !== null && row.expires_at <= instant)) return null
  const precise = new Date(now.getTime() - LAST_USE_PRECISION_MS).toISOString()
  if (row.last_used_at === null || row.last_used_at < precise)
    await store.db.updateTable('token').set({ last_used_at: instant }).where('id', '=', row.id).execute()
  return viewerFrom({ ...row, name: row.label }, 'token')
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function instantOf(text: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text)
  const date = new Date(day ? `${text}T23:59:59.999Z` : text)
  const valid = !Number.isNaN(date.getTime()) && /^\d{4}-\d{2}-\d{2}/.test(text)
  if (!valid || (day && !date.toISOString().startsWith(text)))
    throw new AccountError(`Échéance : « ${text} » trouvé ; un jour est attendu (AAAA-MM-JJ).`)
  return date.toISOString()
}
