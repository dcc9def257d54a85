import { z } from 'zod'

/** Who may sign in. A route names the roles it answers to; a role that is not named is refused. */
export const Role = z.enum(['steward', 'evaluator', 'director', 'funder', 'analyst', 'auditor', 'admin'])
export type Role = z.infer<typeof Role>

/** The three faces of a snapshot: everything; pseudonymised without raw text; disclosure-controlled. */
export const Face = z.enum(['internal', 'analyst', 'published'])
export type Face = z.infer<typeof Face>

/** How deep a lineage may go: down to the file and its counts, or down to the rows. */
export const Depth = z.enum(['file', 'rows'])
export type Depth = z.infer<typeof Depth>

const FACES: Readonly<Record<Role, Face>> = Object.freeze({
  steward: 'internal',
  evaluator: 'internal',
  auditor: 'internal',
  admin: 'internal',
  analyst: 'analyst',
  director: 'published',
  funder: 'published',
})

const DEPTHS: Readonly<Record<Role, Depth>> = Object.freeze({
  steward: 'rows',
  evaluator: 'rows',
  auditor: 'rows',
  admin: 'rows',
  analyst: 'rows',
  director: 'file',
  funder: 'file',
})

/** The only face a role is ever given a reader of. */
export function faceOf(role: Role): Face {
  return FACES[role]
}

/** The depth to which a role may follow a figure. */
export function depthOf(role: Role): Depth {
  return DEPTHS[role]
}

/**
 * The roles that somebody may give a token of their own: their own role, or the funder's, who sees what is published.
 * An administrator, who gives roles to accounts, may give any; an auditor's every access is logged, so his is his alone.
 */
export function rolesForTokensOf(role: Role): readonly Role[] {
  if (role === 'admin') return Role.options
  if (role === 'auditor' || role === 'funder') return [role]
  return [role, 'funder']
}
