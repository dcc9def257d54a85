import { z } from 'zod'
import { Role } from './role.ts'
import { Viewer } from './scope.ts'

/** Who is signed in (`data`: null when nobody is), and how one may sign in here. */
export const Session = z.object({
  data: Viewer.nullable(),
  mode: z.enum(['demo', 'production']),
  /** The roles that have a one-click sign-in; empty in production, or once field data is loaded. */
  demoRoles: z.array(Role),
  /** The password was given by somebody else: nothing opens but the page where it is changed. */
  passwordToChange: z.boolean(),
  /** The identity provider that one may sign in with; null where there is none. */
  oidc: z.object({ label: z.string() }).nullable(),
})
export type Session = z.infer<typeof Session>

/** Nobody is signed in any more. */
export const SignedOut = Session.extend({
  /** Where the browser is to go next, for the identity provider to end its own session; null where there is nothing to end. */
  providerSignOut: z.url().nullable(),
})
export type SignedOut = z.infer<typeof SignedOut>

/** The body of the demo's one-click sign-in. */
export const DemoSignIn = z.strictObject({ role: Role })
export type DemoSignIn = z.infer<typeof DemoSignIn>

/** The body of a sign-in with a password. */
export const PasswordSignIn = z.strictObject({
  email: z.string().min(1).max(320),
  password: z.string().min(1).max(128),
})
export type PasswordSignIn = z.infer<typeof PasswordSignIn>
