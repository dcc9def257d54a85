import type { Finding } from '@retombees/contract/problem'

/** A programme folder that cannot be used: everything wrong in it, found in one pass. */
export class ProgrammeError extends Error {
  readonly folder: string
  readonly findings: readonly Finding[]

  constructor(folder: string, findings: readonly Finding[]) {
    const count = findings.length === 1 ? 'une erreur' : `${findings.length} erreurs`
    super(`Définition du programme : ${count}\n${findings.map((found) => found.message).join('\n')}`)
    this.name = 'ProgrammeError'
    this.folder = folder
    this.findings = findings
  }
}

export function isProgrammeError(error: unknown): error is ProgrammeError {
  return error instanceof ProgrammeError
}
