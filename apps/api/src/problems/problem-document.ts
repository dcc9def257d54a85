import type { Locale } from '@retombees/contract/localized'
import type { Problem } from '@retombees/contract/problem'
import { Role } from '@retombees/contract/role'
import { detailOf, PROBLEMS, ROLE_NAMES } from './catalogue.ts'
import type { ProblemError } from './problem-error.ts'

/** The RFC 9457 document of a problem, in the reader's language. `instance` is the path that was asked for. */
export function problemDocument(error: ProblemError, locale: Locale, instance: string): Problem {
  const kind = PROBLEMS[error.code]
  const words: Record<string, string | number> = { ...error.params }
  const role = Role.safeParse(words.role)
  if (role.success) words.role = ROLE_NAMES[role.data][locale]
  return {
    type: `urn:retombees:problem:${error.code.replaceAll('_', '-')}`,
    title: kind.title[locale],
    status: kind.status,
    detail: detailOf(error.code, words, locale),
    instance,
    code: error.code,
    ...(error.findings.length > 0 ? { findings: [...error.findings] } : {}),
  }
}
