import type { Generated } from 'kysely'

/** What Kysely knows of the store. Instants are ISO strings (UTC), booleans 0 or 1. `user`, `session`, `account` and `verification` are better-auth's. */
export interface StoreTables {
  sql_run: {
    id: Generated<number>
    at: string
    who: string
    sql: string
    parameters: string
    verdict: string
    code: string | null
    row_count: number | null
    milliseconds: number
  }
  saved_query: {
    id: string
    title: string
    sql: string
    parameters: string
    shared: number
    owner: string
    author: string
    updated_at: string
    demo: number
  }
  user: {
    id: string
    name: string
    email: string
    emailVerified: number
    image: string | null
    createdAt: string
    updatedAt: string
    role: string
    centre: string | null
    territory: string | null
    demo: number
    validUntil: string | null
    /** `password`, `oidc` or `demo`: never two of them. */
    signsInBy: Generated<string>
    disabledAt: Generated<string | null>
    /** The password in force was given by somebody else; until then it opens the page where it is changed, and no other. */
    firstPasswordUntil: Generated<string | null>
    lastSignInAt: Generated<string | null>
  }
  session: { id: string; userId: string; token: string; expiresAt: string }
  /** The ID token that a session was opened with. */
  oidc_session: { session: string; id_token: string }
  /** One row, moved by triggers on `user`, `session` and `token`. */
  identity_revision: { revision: number }
  account: {
    id: string
    userId: string
    accountId: string
    providerId: string
    password: string | null
    createdAt: string
    updatedAt: string
  }
  token: {
    id: string
    digest: string
    label: string
    role: string
    centre: string | null
    territory: string | null
    created_at: string
    expires_at: string | null
    last_used_at: string | null
    revoked_at: string | null
    /** Account that made it for itself; null for the terminal's. */
    owner: Generated<string | null>
  }
  sign_in_failure: { account: string; failures: number; last_at: string; locked_until: string | null }
  audit: {
    id: Generated<number>
    at: string
    event: string
    who: string
    role: string | null
    address: string | null
    detail: string
  }
  judgement: {
    id: Generated<number>
    question: string
    grade: string
    text: string
    author_id: string
    author: string
    signed_at: string
    snapshot: string
    evidence: string
    demo: number
  }
  verbatim_coding: {
    id: Generated<number>
    questionnaire: string
    question: string
    load_id: string
    row_no: number
    theme: string
    theme_key: string
    action: 'give' | 'take-away'
    author_id: string
    author: string
    coded_at: string
    snapshot: string
    demo: number
  }
  frozen_page: {
    number: Generated<number>
    id: string
    committee: string
    title: string
    note: string
    author_id: string
    author: string
    frozen_at: string
    snapshot: string
    digest: string
    content: string
    demo: number
  }
  share: {
    id: string
    digest: string
    page: string
    label: string
    author_id: string
    author: string
    created_at: string
    expires_at: string
    revoked_at: string | null
    last_opened_at: string | null
    opened: number
    demo: number
  }
  annotation: {
    id: Generated<number>
    day: string
    text: string
    territory: string | null
    centre: string | null
    author_id: string
    author: string
    written_at: string
    removed_at: string | null
    demo: number
  }
}
