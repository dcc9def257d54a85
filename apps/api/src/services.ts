import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AuditLine } from '@retombees/contract/audit'
import type { Viewer } from '@retombees/contract/scope'
import type { Home } from '@retombees/warehouse/home'
import { followReaders } from '@retombees/warehouse/reader'
import type { AccessWitness } from './access/guard.ts'
import type { Proofs } from './access/identify.ts'
import { createTokenProof } from './access/token-proof.ts'
import { type AccountBook, createAccountBook } from './accounts/account-book.ts'
import { createAuth } from './accounts/auth.ts'
import { removeDemoAccounts } from './accounts/demo-accounts.ts'
import { createDemoGround } from './accounts/demo-ground.ts'
import { type ChangeOwnPassword, createOwnPassword } from './accounts/own-password.ts'
import { demoSecret, strongSecret } from './accounts/secret.ts'
import { createSessions } from './accounts/sessions.ts'
import { createSignIn, type SignIn } from './accounts/sign-in.ts'
import { type Annotations, createAnnotations } from './annotations.ts'
import { type Answers, createAnswers } from './answers/answers.ts'
import { type Checkup, createCheckup } from './answers/checkup.ts'
import { type AuditEntry, readAudit, recordAudit } from './audit.ts'
import { type Codings, createCodings } from './codings/codings.ts'
import { createFrozenPages, type FrozenPages } from './committees/frozen-pages.ts'
import { createShares, type Shares } from './committees/shares.ts'
import { createJudgements, type Judgements } from './judgements/judgements.ts'
import { createErrandCookie } from './oidc/errand-cookie.ts'
import { createIdentityProvider } from './oidc/identity-provider.ts'
import type { OidcSettings } from './oidc/oidc-settings.ts'
import { createOidcSignIn, type OidcSignIn } from './oidc/oidc-sign-in.ts'
import { createSqlDesk, type SqlDesk } from './sql/desk.ts'
import { openStore, type Store } from './store/open-store.ts'
import { createTokens, type Tokens } from './tokens.ts'
import { createUploads, type Uploads } from './uploads/uploads.ts'
import { createVerbRunner, type VerbRunner } from './uploads/verb.ts'

export interface ServiceOptions {
  readonly home: Home
  /** Where the programme's definition is edited; what is served is the copy in the published snapshot. */
  readonly programmeFolder: string
  readonly mode: 'demo' | 'production'
  /** Signs sessions; needed in production. The demo makes its own. */
  readonly secret: string | undefined
  /** The identity provider that accounts may be opened with; none when left out. */
  readonly oidc?: OidcSettings | undefined
  readonly now: () => Date
  /** The program that runs one analyst's query; without it, the one built beside this one. */
  readonly sqlChild?: () => Promise<string>
  /** How to run the `retombees` command, that alone writes the warehouse; without it no file can be sent in. */
  readonly command?: readonly string[]
}

/** What the routes stand on: the published snapshot to read, and the store of accounts. */
export interface Services {
  readonly sql: SqlDesk
  readonly answers: Answers
  readonly checkup: Checkup
  readonly signIn: SignIn
  readonly oidc: OidcSignIn | null
  readonly judgements: Judgements
  readonly accounts: AccountBook
  readonly changeOwnPassword: ChangeOwnPassword
  readonly tokens: Tokens
  readonly codings: Codings
  readonly annotations: Annotations
  readonly pages: FrozenPages
  readonly shares: Shares
  readonly uploads: Uploads
  readonly verbs: VerbRunner | null
  readonly store: Store
  readonly now: () => Date
  readonly auditLog: (before?: number) => Promise<AuditLine[]>
  readonly proofs: Proofs
  readonly witness: AccessWitness
  close(): Promise<void>
}

/** Opens a home for serving. Throws a SecretError in production without a strong secret, before touching anything. */
export function openServices(
  options: ServiceOptions & { https: boolean; headers: Readonly<Record<string, string>> },
): Services {
  const { home, mode, now } = options
  const secret = mode === 'demo' ? demoSecret(join(home.root, 'demo-secret')) : strongSecret(options.secret)
  const store = openStore(home.store)
  const pool = followReaders(home)
  const answers = createAnswers(pool, options.headers)
  const ground = createDemoGround(answers)
  const demoIsOpen = () => {
    if (mode !== 'demo') return false
    const field = ground.holdsFieldData()
    return typeof field === 'boolean' ? !field : field.then((held) => !held)
  }
  const sessions = createSessions(store, createAuth(store, { secret, https: options.https }), {
    demoIsOpen,
    now,
  })
  const signIn = createSignIn(store, sessions, ground, { mode, now })
  const oidc = options.oidc
    ? createOidcSignIn(store, createIdentityProvider(options.oidc), createErrandCookie(secret), {
        issuer: options.oidc.issuer,
        sessions,
        entered: signIn.entered,
        now,
      })
    : null
  const sql = createSqlDesk(answers, { home, store, mode, now, child: options.sqlChild ?? builtChild })
  const cleared = mode === 'production' ? removeDemoAccounts(store) : Promise.resolve()
  let isCleared = mode !== 'production'
  cleared.then(
    () => {
      isCleared = true
    },
    () => {},
  )
  const note =
    (event: AuditEntry['event']) =>
    ({ id, role }: Pick<Viewer, 'id' | 'role'>, detail: string, address: string) =>
      recordAudit(store, now(), { event, who: id, role, address, detail })
  const tokenProof = createTokenProof(store, { now, demoIsOpen })
  const judgements = createJudgements(store, answers, { mode, now })
  const pages = createFrozenPages(store, answers, judgements, { mode, now })
  return {
    answers,
    checkup: createCheckup(answers, options),
    signIn,
    oidc,
    judgements,
    annotations: createAnnotations(store, { mode, now }),
    pages,
    shares: createShares(store, pages, { mode, now }),
    uploads: createUploads(join(home.root, 'uploads')),
    verbs: options.command ? createVerbRunner(options.command, options) : null,
    store,
    now,
    accounts: createAccountBook(store, now),
    changeOwnPassword: createOwnPassword(store, sessions, now),
    tokens: createTokens(store, now),
    codings: createCodings(store, answers, { mode, now }),
    sql,
    auditLog: (before) => readAudit(store, before),
    proofs: {
      session: (headers) => (isCleared ? sessions.read(headers) : cleared.then(() => sessions.read(headers))),
      token: async (token, address) => {
        if (!isCleared) await cleared
        const viewer = await tokenProof(token)
        if (!viewer)
          await recordAudit(store, now(), { event: 'token-refused', who: 'inconnu', address, detail: '' })
        return viewer
      },
    },
    witness: { refused: note('access-refused'), audited: note('auditor-access') },
    async close() {
      await cleared
      await sql.close()
      await pool.close()
      await store.close()
    },
  }
}

/** Every chunk of the bundle lies beside its entries. */
async function builtChild(): Promise<string> {
  return fileURLToPath(new URL('./sql-child.js', import.meta.url))
}
