import { z } from 'zod'
import { Role } from './role.ts'
import { Scope } from './scope.ts'

const Email = z.string().trim().min(3).max(320)
const Name = z.string().trim().min(1).max(200)
/** A calendar day, valid through its end (UTC). */
const Day = z.iso.date()
const OwnScope = z.strictObject({
  centre: z.string().min(1).max(200).optional(),
  territory: z.string().min(1).max(200).optional(),
})

/** How somebody proves who they are: a password kept here, or the identity provider. Never both. */
export const SignsInBy = z.enum(['password', 'oidc', 'demo'])
export type SignsInBy = z.infer<typeof SignsInBy>

/** An account, without anything that opens it. Instants are ISO 8601, UTC. */
export const AccountSummary = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: Role,
  scope: Scope,
  signsInBy: SignsInBy,
  createdAt: z.string(),
  /** After it nobody signs in: the end of a mission of control. */
  validUntil: z.string().nullable(),
  disabledAt: z.string().nullable(),
  lastSignInAt: z.string().nullable(),
  /** The password in force was given by somebody else, and is to be changed by then. */
  firstPasswordUntil: z.string().nullable(),
})
export type AccountSummary = z.infer<typeof AccountSummary>

export const NewAccount = z.strictObject({
  email: Email,
  name: Name,
  role: Role,
  scope: OwnScope.default({}),
  signsInBy: z.enum(['password', 'oidc']).default('password'),
  validUntil: Day.optional(),
})
export type NewAccount = z.infer<typeof NewAccount>

/** What changes of an account; what is left out stays. */
export const AccountChange = z.strictObject({
  role: Role.optional(),
  scope: OwnScope.optional(),
  validUntil: Day.nullable().optional(),
  disabled: z.boolean().optional(),
})
export type AccountChange = z.infer<typeof AccountChange>

/** An account as it was just made; the first password is told this once. */
export const AccountWithPassword = z.object({
  account: AccountSummary,
  firstPassword: z.string().nullable(),
})
export type AccountWithPassword = z.infer<typeof AccountWithPassword>

export const PasswordChange = z.strictObject({
  current: z.string().min(1).max(128),
  next: z.string().min(1).max(128),
})
export type PasswordChange = z.infer<typeof PasswordChange>

/** A token, without what it opens with. */
export const TokenSummary = z.object({
  id: z.string(),
  label: z.string(),
  role: Role,
  scope: Scope,
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  /** Whose it is; null for one that was made in the terminal. */
  owner: z.string().nullable(),
})
export type TokenSummary = z.infer<typeof TokenSummary>

/** A token somebody asks for themselves; without a role, their own. */
export const NewToken = z.strictObject({
  label: z.string().trim().min(1).max(200),
  role: Role.optional(),
  expires: Day,
})
export type NewToken = z.infer<typeof NewToken>

/** A token as it was just made: told this once. */
export const CreatedToken = z.object({ token: z.string(), summary: TokenSummary })
export type CreatedToken = z.infer<typeof CreatedToken>
