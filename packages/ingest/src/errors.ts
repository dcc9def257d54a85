import { type Finding, finding, type Observation } from './finding.ts'

/** A file that is refused whole: nothing of it is loaded, and the finding says what to do. */
export class IngestError extends Error {
  readonly finding: Finding

  constructor(refused: Finding) {
    super(refused.message)
    this.name = 'IngestError'
    this.finding = refused
  }
}

/** The error that refuses a file for what was observed in it. */
export function refusal(observed: Observation): IngestError {
  return new IngestError(finding(observed))
}

export function isIngestError(error: unknown): error is IngestError {
  return error instanceof IngestError
}
