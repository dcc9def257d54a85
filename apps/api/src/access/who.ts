import { Role } from '@retombees/contract/role'

/** Whom a route answers: anybody, or the roles it names. */
export type Who = 'anybody' | readonly Role[]

/** Every role there is; what each sees is decided by its face and its depth. */
export const EVERY_ROLE: readonly Role[] = Object.freeze([...Role.options])

/**
 * Those who may ask in SQL, always of the analyst face: the analyst, and whoever sees the whole warehouse anyway and
 * answers for what is asked of it.
 */
export const SQL_USERS: readonly Role[] = Object.freeze(['evaluator', 'analyst', 'admin'] as const)

/** Those who may see rows that were set aside: what they hold is not disclosure-controlled. */
export const ROW_MENDERS: readonly Role[] = Object.freeze([
  'steward',
  'evaluator',
  'auditor',
  'admin',
] as const)

/** Those whose face holds the events of the field themselves, one by one. */
export const INSIDE: readonly Role[] = Object.freeze([
  'steward',
  'evaluator',
  'analyst',
  'auditor',
  'admin',
] as const)
