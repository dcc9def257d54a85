/** One step of the store's schema. Steps are applied once, in order, and never edited after a release. */
export interface Migration {
  readonly name: string
  readonly statements: readonly string[]
}

/** The store's schema, step by step; the number of steps applied is kept in `user_version`. */
export const MIGRATIONS: readonly Migration[] = Object.freeze([
  {
    name: 'accounts and sessions, as better-auth lays them out',
    statements: [
      `create table "user" (
        "id" text not null primary key, "name" text not null, "email" text not null unique,
        "emailVerified" integer not null, "image" text, "createdAt" date not null, "updatedAt" date not null,
        "role" text not null, "centre" text, "territory" text, "demo" integer not null default 0, "validUntil" date)`,
      `create table "session" (
        "id" text not null primary key, "expiresAt" date not null, "token" text not null unique,
        "createdAt" date not null, "updatedAt" date not null, "ipAddress" text, "userAgent" text,
        "userId" text not null references "user" ("id") on delete cascade)`,
      `create table "account" (
        "id" text not null primary key, "accountId" text not null, "providerId" text not null,
        "userId" text not null references "user" ("id") on delete cascade,
        "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" date,
        "refreshTokenExpiresAt" date, "scope" text, "password" text, "createdAt" date not null, "updatedAt" date not null)`,
      `create table "verification" (
        "id" text not null primary key, "identifier" text not null, "value" text not null,
        "expiresAt" date not null, "createdAt" date not null, "updatedAt" date not null)`,
      'create index "session_userId_idx" on "session" ("userId")',
      'create index "account_userId_idx" on "account" ("userId")',
      'create index "verification_identifier_idx" on "verification" ("identifier")',
    ],
  },
  {
    name: 'personal tokens, sign-in failures, audit log',
    statements: [
      `create table token (
        id text not null primary key, digest text not null unique, label text not null, role text not null,
        centre text, territory text, created_at text not null, expires_at text, last_used_at text, revoked_at text)`,
      `create table sign_in_failure (
        account text not null primary key, failures integer not null, last_at text not null, locked_until text)`,
      `create table audit (
        id integer primary key autoincrement, at text not null, event text not null, who text not null,
        role text, address text, detail text not null)`,
      'create index audit_at_idx on audit (at)',
    ],
  },
  {
    name: 'signed answers',
    statements: [
      `create table judgement (
        id integer primary key autoincrement, question text not null, grade text not null, text text not null,
        author_id text not null, author text not null, signed_at text not null, snapshot text not null,
        evidence text not null, demo integer not null)`,
      'create index judgement_question_idx on judgement (question)',
      `create trigger judgement_is_signed before update on judgement
        begin select raise(abort, 'a signed answer is never edited'); end`,
      `create trigger judgement_is_kept before delete on judgement
        begin select raise(abort, 'a signed answer is never removed'); end`,
      `create trigger audit_is_written before update on audit
        begin select raise(abort, 'the audit log is never edited'); end`,
    ],
  },
  {
    name: 'accounts that are kept, closed and signed in otherwise; tokens that belong to somebody',
    statements: [
      'alter table "user" add column "signsInBy" text not null default \'password\'',
      'alter table "user" add column "disabledAt" text',
      'alter table "user" add column "firstPasswordUntil" text',
      'alter table "user" add column "lastSignInAt" text',
      `update "user" set "signsInBy" = 'demo' where "demo" = 1`,
      'alter table token add column owner text references "user" ("id") on delete cascade',
      'create index token_owner_idx on token (owner)',
    ],
  },
  {
    name: 'themes given to verbatims',
    statements: [
      `create table verbatim_coding (
        id integer primary key autoincrement, questionnaire text not null, question text not null, load_id text not null,
        row_no integer not null, theme text not null, theme_key text not null, action text not null,
        author_id text not null, author text not null, coded_at text not null, snapshot text not null,
        demo integer not null)`,
      'create index verbatim_coding_question_idx on verbatim_coding (questionnaire, question)',
      `create trigger verbatim_coding_is_written before update on verbatim_coding
        begin select raise(abort, 'a coding is never edited'); end`,
      `create trigger verbatim_coding_is_kept before delete on verbatim_coding
        begin select raise(abort, 'a coding is never removed'); end`,
    ],
  },
  {
    name: 'pages that committees froze, links to them, dated events',
    statements: [
      `create table frozen_page (
        number integer primary key autoincrement, id text not null unique, committee text not null, title text not null,
        note text not null, author_id text not null, author text not null, frozen_at text not null,
        snapshot text not null, digest text not null, content text not null, demo integer not null)`,
      `create trigger frozen_page_is_frozen before update on frozen_page
        begin select raise(abort, 'a frozen page is never edited'); end`,
      `create trigger frozen_page_is_kept before delete on frozen_page
        begin select raise(abort, 'a frozen page is never removed'); end`,
      `create table share (
        id text not null primary key, digest text not null unique, page text not null, label text not null,
        author_id text not null, author text not null, created_at text not null, expires_at text not null,
        revoked_at text, last_opened_at text, opened integer not null, demo integer not null)`,
      `create table annotation (
        id integer primary key autoincrement, day text not null, text text not null, territory text, centre text,
        author_id text not null, author text not null, written_at text not null, removed_at text, demo integer not null)`,
    ],
  },
  {
    name: 'SQL: what was asked, and queries that are kept',
    statements: [
      `create table sql_run (
        id integer primary key autoincrement, at text not null, who text not null, sql text not null,
        parameters text not null, verdict text not null, code text, row_count integer, milliseconds real not null)`,
      'create index sql_run_who_idx on sql_run (who, id)',
      `create table saved_query (
        id text not null primary key, title text not null, sql text not null, parameters text not null,
        shared integer not null, owner text not null, author text not null, updated_at text not null,
        demo integer not null)`,
      'create index saved_query_owner_idx on saved_query (owner)',
    ],
  },
  {
    name: 'a revision that moves with all that decides who somebody is',
    statements: [
      'create table identity_revision (revision integer not null)',
      'insert into identity_revision values (0)',
      ...[
        'delete on "user"',
        `update of "name", "email", "role", "centre", "territory", "demo", "validUntil", "signsInBy", "disabledAt",
          "firstPasswordUntil" on "user"`,
        'delete on "session"',
        'update on "session"',
        'delete on token',
        'update of digest, label, role, centre, territory, expires_at, revoked_at, owner on token',
      ].map(
        (change, at) =>
          `create trigger identity_moves_${at} after ${change} begin update identity_revision set revision = revision + 1; end`,
      ),
    ],
  },
  {
    name: 'what the identity provider needs to end its own session, kept as long as ours',
    statements: [
      `create table oidc_session (
        session text not null primary key references "session" ("id") on delete cascade, id_token text not null)`,
    ],
  },
])
