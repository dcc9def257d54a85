import { ProblemError } from './problem-error.ts'

/** Throws a 404 problem that names the key when an id is asked for that is not among the definitions. Absent is fine. */
export function knownIn(definitions: readonly { id: string }[], key: string, id: string | undefined): void {
  if (id !== undefined && !definitions.some((definition) => definition.id === id))
    throw new ProblemError('unknown_id', { key, found: id })
}
