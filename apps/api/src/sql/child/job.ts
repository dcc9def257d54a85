import type { SqlColumn, SqlParameter } from '@retombees/contract/sql'
import type { Refusal } from '../gate/refusal.ts'

/** What the child is told on its first line of standard input; a second line, `cancel`, interrupts it. */
export interface Job {
  /** The throwaway copy of the analyst file. */
  readonly database: string
  readonly sql: string
  readonly parameters: readonly SqlParameter[]
  /** For the engine, for example `384MB`. */
  readonly memoryLimit: string
  /** Resident bytes at which the child ends itself. */
  readonly mostResident: number
  readonly want: ScreenWanted | FileWanted
}

/** Rows to be shown: the first ones, as JSON on standard output after the outcome's line. */
export interface ScreenWanted {
  readonly kind: 'screen'
  readonly rows: number
  readonly bytes: number
}

/** Every row, in a file. */
export interface FileWanted {
  readonly kind: 'file'
  readonly format: 'csv' | 'xlsx' | 'json' | 'parquet'
  readonly path: string
  /** More rows than this are an error, never a shorter file. */
  readonly rows: number
  readonly bytes: number
  readonly locale: 'fr' | 'en'
  readonly about: FileAbout
}

/** What an exported file says of itself. */
export interface FileAbout {
  readonly snapshot: { id: string; publishedAt: string; programmeDigest: string }
  readonly programme: { fr: string; en: string }
}

/** The first line of the child's standard output. */
export type Outcome =
  | { readonly kind: 'rows'; columns: SqlColumn[]; rowCount: number; cut: 'rows' | 'bytes' | null }
  | { readonly kind: 'written'; rowCount: number }
  | { readonly kind: 'refused'; refusal: Refusal }
  | { readonly kind: 'failed'; message: string }
  | { readonly kind: 'too-large'; limit: 'rows' | 'bytes' | 'memory'; most: number }
