/** Something that the warehouse refuses or found broken. `code` is stable; the message is French and says what to do. */
export class WarehouseError extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'WarehouseError'
    this.code = code
  }
}

/** A query that the engine refused, with its text. */
export class QueryError extends WarehouseError {
  readonly sql: string

  constructor(sql: string, cause: unknown) {
    super('query-failed', problemOf(cause), { cause })
    this.name = 'QueryError'
    this.sql = sql
  }
}

/** A row that does not fit the table it is written to. */
export class RowError extends WarehouseError {
  readonly table: string
  readonly row: number
  readonly column: string

  constructor(place: { table: string; row: number; column: string }, found: unknown, expected: string) {
    const where = `${place.table}, ligne ${place.row}, colonne ${place.column}`
    super('row-misfit', `${where} : ${describe(found)} trouvé ; attendu : ${expected}.`)
    this.name = 'RowError'
    this.table = place.table
    this.row = place.row
    this.column = place.column
  }
}

/** Who writes to a home. */
export interface Holder {
  readonly pid: number
  readonly verb: string
  /** Since when, in UTC. */
  readonly since: string
}

/** Somebody else is writing. `holder` is null when the lock is held and its holder has not yet said its name. */
export class LockedError extends WarehouseError {
  readonly holder: Holder | null

  constructor(root: string, holder: Holder | null) {
    const who = holder
      ? `« ${holder.verb} » (processus ${holder.pid}, depuis ${holder.since})`
      : 'un autre processus'
    super('locked', `${root} est en cours d’écriture par ${who} ; attendez qu’il ait fini, puis recommencez.`)
    this.name = 'LockedError'
    this.holder = holder
  }
}

/** A ledger that cannot be read: nothing is written until it is mended. */
export class LedgerError extends WarehouseError {
  readonly line: number

  constructor(path: string, line: number, problem: string) {
    super(
      'ledger-broken',
      `${path}, ligne ${line} : ${problem} ; restaurez ce fichier depuis une sauvegarde, rien n’a été modifié.`,
    )
    this.name = 'LedgerError'
    this.line = line
  }
}

/** Nothing is published yet. */
export class NoSnapshotError extends WarehouseError {
  constructor(root: string) {
    super('no-snapshot', `Rien n’est encore publié dans ${root} : chargez des fichiers, puis recommencez.`)
    this.name = 'NoSnapshotError'
  }
}

/** A snapshot that is not what was to be published, or is not there. */
export class SnapshotError extends WarehouseError {
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(code, message, options)
    this.name = 'SnapshotError'
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'ENOENT'
}

/** Whether it is the disk that failed, or has no room left: no fault of what was to be written. */
export function isDiskFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as NodeJS.ErrnoException
  if (code !== undefined && ['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EIO'].includes(code)) return true
  return /no space left|disk quota|file too large|read-only file system|input\/output error/i.test(
    error.message,
  )
}

function problemOf(cause: unknown): string {
  const text = textOf(cause)
  return /checksum|corrupt|could not read enough bytes/i.test(text)
    ? `La requête a échoué, un fichier lu est abîmé (${text}) : « retombees rebuild » refait ce qui est publié depuis les chargements.`
    : `La requête a échoué : ${text}`
}

function textOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}

function describe(found: unknown): string {
  if (found === undefined) return 'rien'
  if (typeof found === 'string') return `« ${found} »`
  if (found instanceof Date) return 'un objet Date'
  return typeof found === 'object' && found !== null ? JSON.stringify(found) : String(found)
}
