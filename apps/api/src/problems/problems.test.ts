import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { PROBLEMS, type ProblemCode } from './catalogue.ts'
import { invalidRequest } from './invalid-request.ts'
import { problemDocument } from './problem-document.ts'
import { ProblemError } from './problem-error.ts'

const CODES = Object.keys(PROBLEMS) as ProblemCode[]

describe('a problem document', () => {
  it.each(CODES)('of %s says the same things in both languages', (code) => {
    const { title, detail } = PROBLEMS[code]
    const parameters = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
    expect(parameters(detail.en)).toEqual(parameters(detail.fr))
    expect(title.en).not.toBe(title.fr)
  })

  it('fills in what was found and names the role in the language of the reader', () => {
    const refused = new ProblemError('role_refused', { role: 'funder' })
    expect(problemDocument(refused, 'fr', '/api/v1/loads')).toEqual({
      type: 'urn:retombees:problem:role-refused',
      title: 'Accès réservé',
      status: 403,
      detail: 'Votre rôle (financeur) n’ouvre pas cette page.',
      instance: '/api/v1/loads',
      code: 'role_refused',
    })
    expect(problemDocument(refused, 'en', '/').detail).toBe('Your role (funder) does not open this page.')
  })

  it('names every key of a request that does not fit', () => {
    const parsed = z.strictObject({ rows: z.string() }).safeParse({ raws: 'q4a' })
    if (parsed.success) throw new Error('should not fit')
    const problem = invalidRequest('query', parsed.error, 'fr')
    expect(problem.code).toBe('invalid_request')
    expect(problem.findings.map((finding) => finding.key)).toEqual(['rows', 'raws'])
    expect(problem.findings[1]?.message).toMatch(/^raws : Clé non reconnue/)
    expect(invalidRequest('query', parsed.error, 'en').findings[1]?.message).toMatch(
      /^raws : Unrecognized key/,
    )
  })
})
