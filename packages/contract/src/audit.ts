import { z } from 'zod'
import { Role } from './role.ts'

/** One line of the audit log: who did what, when, from where. */
export const AuditLine = z.object({
  id: z.number().int(),
  /** UTC. */
  at: z.string(),
  event: z.string(),
  who: z.string(),
  role: Role.nullable(),
  address: z.string().nullable(),
  detail: z.string(),
})
export type AuditLine = z.infer<typeof AuditLine>
