/** Why a statement is not let through to the engine, and the words it was found by. */
export type RefusalCode =
  | 'empty'
  | 'several'
  | 'not-select'
  | 'syntax'
  | 'construct'
  | 'function'
  | 'table-function'
  | 'table'
  | 'schema'
  | 'inspection'
  | 'type'
  | 'depth'
  | 'parameter'

export interface Refusal {
  readonly code: RefusalCode
  /** What was found: a name, a construct, a number. */
  readonly found: string
  /** What would have passed, where there is a nearest name or a number. */
  readonly expected?: string
  /** Where in the statement, counted in characters from 0. */
  readonly at?: number
}

/** Thrown by the gate. */
export class GateRefusal extends Error {
  constructor(readonly refusal: Refusal) {
    super(`${refusal.code}: ${refusal.found}`)
  }
}
