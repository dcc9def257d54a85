import { createHash } from 'node:crypto'
import { Role, rolesForTokensOf } from '@retombees/contract/role'
import type { Viewer } from '@retombees/contract/scope'
import { viewerFrom } from '../accounts/account.ts'
import type { Store } from '../store/open-store.ts'
import { createProofMemory, type Proved } from './proof-memory.ts'

/** What every token begins with, so that one that leaked is recognised where it lies. */
export const TOKEN_PREFIX = 'rtb_'

const LAST_USE_PRECISION_MS = 60_000

/** What is kept of a token. */
export function tokenDigest(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Whom a token stands for; null when it is unknown, expired or revoked. */
export type TokenProof = (token: string) => Promise<Viewer | null>

/**
 * One that somebody made for themselves stands no longer than they do, nor for more than they may by now. Its last use is
 * noted to the minute.
 */
export function createTokenProof(
  store: Store,
  { now, demoIsOpen }: { now: () => Date; demoIsOpen: () => boolean | Promise<boolean> },
): TokenProof {
  const memory = createProofMemory<{ viewer: Viewer; lastUsedAt: string | null }>(store.identityRevision)

  async function verify(
    digest: string,
  ): Promise<Proved<{ viewer: Viewer; lastUsedAt: string | null }> | null> {
    const row = await store.db
      .selectFrom('token')
      .selectAll()
      .where('digest', '=', digest)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (!row) return null
    const through =
      row.owner === null
        ? { ...row, ends: null, demo: false }
        : await throughOwner(store, row.owner, row.role)
    if (through === null) return null
    const viewer = viewerFrom(
      { id: row.id, name: row.label, role: row.role, centre: through.centre, territory: through.territory },
      'token',
    )
    const ends = [row.expires_at, through.ends].filter((end) => end !== null)
    const stands = () => {
      const instant = ends.length > 0 ? now().toISOString() : ''
      return ends.every((end) => end > instant) && (!through.demo || demoIsOpen())
    }
    return viewer && (await stands()) ? { value: { viewer, lastUsedAt: row.last_used_at }, stands } : null
  }

  return async (token) => {
    if (!token.startsWith(TOKEN_PREFIX)) return null
    const digest = tokenDigest(token)
    const found = await memory.remember(digest, () => verify(digest))
    if (!found) return null
    const instant = now()
    const precise = new Date(instant.getTime() - LAST_USE_PRECISION_MS).toISOString()
    if (found.lastUsedAt === null || found.lastUsedAt < precise) {
      found.lastUsedAt = instant.toISOString()
      await store.db
        .updateTable('token')
        .set({ last_used_at: found.lastUsedAt })
        .where('id', '=', found.viewer.id)
        .execute()
    }
    return found.viewer
  }
}

interface ThroughOwner {
  readonly centre: string | null
  readonly territory: string | null
  /** Instant at which the owner's account ends. */
  readonly ends: string | null
  readonly demo: boolean
}

/** What a token's owner may give a token of its role now; null where the owner may no longer give that role. */
async function throughOwner(store: Store, id: string, given: string): Promise<ThroughOwner | null> {
  const owner = await store.db.selectFrom('user').selectAll().where('id', '=', id).executeTakeFirst()
  if (!owner || owner.disabledAt !== null || owner.firstPasswordUntil !== null) return null
  const [role, wanted] = [Role.safeParse(owner.role), Role.safeParse(given)]
  if (!role.success || !wanted.success || !rolesForTokensOf(role.data).includes(wanted.data)) return null
  const { centre, territory } = owner.role === given ? owner : { centre: null, territory: null }
  return { centre, territory, ends: owner.validUntil, demo: owner.demo === 1 }
}
