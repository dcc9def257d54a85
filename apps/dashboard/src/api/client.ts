import type { AppType } from '@retombees/api/app'
import type { Locale } from '@retombees/contract/localized'
import { hc } from 'hono/client'
import { problemOf, unreachable } from './problem.ts'

/** The API as its own routes describe it: an address that does not exist does not compile. */
export const api = hc<AppType>('/').api.v1

/** A request's language, and what lets it be given up. */
export function asking(locale: Locale, signal?: AbortSignal) {
  return { headers: { 'Accept-Language': locale }, ...(signal ? { init: { signal } } : {}) }
}

interface Answer<T> {
  ok: boolean
  json(): Promise<T>
}

/** What a request answers with. Throws a ProblemError for any other answer, or for none. */
export async function answerOf<T>(request: Promise<Answer<T> & Response>): Promise<T> {
  const response = await request.catch((cause: unknown) => {
    throw unreachable(cause)
  })
  if (!response.ok) throw await problemOf(response)
  return response.json()
}
