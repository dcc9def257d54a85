import type { Locale } from '@retombees/contract/localized'
import { type ZodError, z } from 'zod'
import { ProblemError } from './problem-error.ts'

/** Writes what a schema found wrong, in a language; formats of our own bring their own words. */
const WORDS = Object.freeze({ fr: z.locales.fr().localeError, en: z.locales.en().localeError })

/** The problem of a request that does not fit its schema: one finding per key, naming what was expected. */
export function invalidRequest(where: string, error: ZodError, locale: Locale): ProblemError {
  const findings = error.issues.map((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : issue.path
    const key = keys.join('.') || where
    const said = issue.code === 'invalid_format' ? issue.message : WORDS[locale](issue as z.core.$ZodRawIssue)
    const expected = (typeof said === 'string' ? said : said?.message) ?? issue.message
    return { code: `request_${issue.code}`, key, expected, message: `${key} : ${expected}` }
  })
  return new ProblemError('invalid_request', { found: findings.map((f) => f.message).join(' ; ') }, findings)
}
