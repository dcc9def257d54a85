import { Problem } from '@retombees/contract/problem'

/** An answer of the API that is not the one asked for. `status` 0: the server was not reached. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.title)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** The problem document of a failed answer, or one made from its status where there is none to read. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const parsed = Problem.safeParse(await response.json().catch(() => null))
  if (parsed.success) return new ProblemError(parsed.data)
  return new ProblemError({
    type: 'about:blank',
    code: 'unreadable',
    title: response.statusText,
    status: response.status,
  })
}

/** What is said when no answer came at all. */
export function unreachable(cause: unknown): ProblemError {
  const detail = cause instanceof Error ? cause.message : String(cause)
  return new ProblemError({ type: 'about:blank', code: 'unreachable', title: '', status: 0, detail })
}
