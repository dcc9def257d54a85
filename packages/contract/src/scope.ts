import { z } from 'zod'
import { Role } from './role.ts'

/** What part of the programme a viewer belongs to; empty for those who see the whole of it. */
export const Scope = z.object({ centre: z.string().optional(), territory: z.string().optional() })
export type Scope = z.infer<typeof Scope>

/** The person or script behind a request. `via` says how they proved who they are. */
export const Viewer = z.object({
  id: z.string(),
  name: z.string(),
  role: Role,
  scope: Scope,
  via: z.enum(['session', 'token']),
})
export type Viewer = z.infer<typeof Viewer>
