import { randomUUID } from 'node:crypto'
import { isModelError } from '@retombees/model/errors'
import { NoSnapshotError } from '@retombees/warehouse/errors'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { AccountError } from '../errors.ts'
import { localeOf } from '../requests/locale.ts'
import { PROBLEMS } from './catalogue.ts'
import { problemDocument } from './problem-document.ts'
import { ProblemError } from './problem-error.ts'

/** Told of an error that nobody foresaw; the client is only given the incident's number. */
export type IncidentLog = (incident: string, error: unknown) => void

/** Writes an incident on standard error, with all that is known of it. */
export const logIncident: IncidentLog = (incident, error) => console.error(`incident ${incident}`, error)

/** Answers any error with a problem document (RFC 9457) and never with a stack or an inner message. */
export function answerProblem(log: IncidentLog) {
  return (error: unknown, c: Context): Response => {
    const problem = problemOf(error) ?? unforeseen(error, log)
    const locale = localeOf(c.req.header('accept-language'))
    return new Response(JSON.stringify(problemDocument(problem, locale, c.req.path)), {
      status: PROBLEMS[problem.code].status,
      headers: {
        'Content-Type': 'application/problem+json; charset=UTF-8',
        'Content-Language': locale,
        'Cache-Control': 'no-store',
        ...problem.headers,
      },
    })
  }
}

function problemOf(error: unknown): ProblemError | null {
  if (error instanceof ProblemError) return error
  if (error instanceof AccountError) return new ProblemError(error.code, error.params)
  if (error instanceof NoSnapshotError) return new ProblemError('nothing_published')
  if (isModelError(error)) {
    const { finding } = error
    const code = finding.code.startsWith('unknown-') ? 'unknown_id' : 'invalid_request'
    const key = finding.key ?? finding.code.replace(/^unknown-/, '')
    const found = code === 'unknown_id' ? (finding.found ?? '') : finding.message
    return new ProblemError(code, { key, found }, [finding])
  }
  if (error instanceof HTTPException) {
    if (error.status === 415) return new ProblemError('unsupported_media')
    if (error.status === 400) return new ProblemError('invalid_request', { found: 'JSON illisible' })
  }
  return null
}

function unforeseen(error: unknown, log: IncidentLog): ProblemError {
  const incident = randomUUID()
  log(incident, error)
  return new ProblemError('internal', { incident })
}
