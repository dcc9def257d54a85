/** A publication that cannot be made, or a verb asked of a load that is not there. The message is French and says what to do. */
export class PipelineError extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'PipelineError'
    this.code = code
  }
}
