import type { Role } from '@retombees/contract/role'
import type { Scope, Viewer } from '@retombees/contract/scope'
import { recordAudit } from '../audit.ts'
import { ProblemError } from '../problems/problem-error.ts'
import type { Store } from '../store/open-store.ts'
import { createAddressLimit } from './address-limit.ts'
import type { Sessions, SignedIn } from './sessions.ts'
import { beginAttempt, forgetAttempts } from './sign-in-lock.ts'

/** What the demo needs to know of what is published. */
export interface DemoGround {
  /** Real people's data is loaded: one click is no longer enough. */
  holdsFieldData(): boolean | Promise<boolean>
  /** The part of the programme that the demo's account of a role belongs to. */
  scopeOf(role: Role): Promise<Scope>
}

/** The ways in and out, with their limits and their trace in the audit log. Every refusal is a ProblemError. */
export interface SignIn {
  readonly mode: 'demo' | 'production'
  demoIsOpen(): Promise<boolean>
  toDemo(role: Role, address: string): Promise<SignedIn>
  /** Notes that somebody came in, and how. */
  entered(signedIn: SignedIn, address: string, how: string): Promise<SignedIn>
  withPassword(email: string, password: string, address: string): Promise<SignedIn>
  /** Returns the cookies that clear the session. */
  out(viewer: Viewer | null, headers: Headers, address: string): Promise<readonly string[]>
}

export function createSignIn(
  store: Store,
  sessions: Sessions,
  ground: DemoGround,
  options: { mode: SignIn['mode']; now: () => Date },
): SignIn {
  const { mode, now } = options
  const addresses = createAddressLimit(now)
  const entered = async (signedIn: SignedIn, address: string, how: string): Promise<SignedIn> => {
    const { viewer } = signedIn
    await store.db
      .updateTable('user')
      .set({ lastSignInAt: now().toISOString() })
      .where('id', '=', viewer.id)
      .execute()
    await recordAudit(store, now(), {
      event: 'signed-in',
      who: viewer.id,
      role: viewer.role,
      address,
      detail: how,
    })
    return signedIn
  }
  return {
    mode,
    entered,
    demoIsOpen: async () => mode === 'demo' && !(await ground.holdsFieldData()),
    async toDemo(role, address) {
      if (mode !== 'demo') throw new ProblemError('not_found', { found: '/api/v1/demo/sign-in' })
      if (await ground.holdsFieldData()) throw new ProblemError('demo_closed')
      const scope = await ground.scopeOf(role)
      return entered(await sessions.signInToDemo(role, scope), address, 'démonstration')
    },
    async withPassword(email, password, address) {
      const wait = addresses.begin(address) || (await beginAttempt(store, email, now()))
      if (wait > 0)
        throw new ProblemError('too_many_attempts', { seconds: wait }, [], { 'Retry-After': String(wait) })
      const signedIn = await sessions.signIn(email, password)
      if (!signedIn) {
        await recordAudit(store, now(), {
          event: 'sign-in-refused',
          who: 'inconnu',
          address,
          detail: 'mot de passe',
        })
        throw new ProblemError('wrong_credentials')
      }
      addresses.forgive(address)
      await forgetAttempts(store, email)
      return entered(signedIn, address, 'mot de passe')
    },
    async out(viewer, headers, address) {
      const cookies = await sessions.signOut(headers)
      if (viewer)
        await recordAudit(store, now(), {
          event: 'signed-out',
          who: viewer.id,
          role: viewer.role,
          address,
          detail: '',
        })
      return cookies
    },
  }
}
