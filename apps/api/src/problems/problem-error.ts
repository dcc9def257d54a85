import type { Finding } from '@retombees/contract/problem'
import type { ProblemCode } from './catalogue.ts'

/** A request that cannot be answered, and why. Thrown anywhere below a route; becomes a problem document. */
export class ProblemError extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly params: Readonly<Record<string, string | number>> = {},
    readonly findings: readonly Finding[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(code)
  }
}
