import { z } from 'zod'

/** Where in the input something is wrong, what was found and what to do. */
export const Finding = z.object({
  code: z.string(),
  file: z.string().optional(),
  row: z.number().int().optional(),
  column: z.string().optional(),
  key: z.string().optional(),
  found: z.string().optional(),
  expected: z.string().optional(),
  remedy: z.string().optional(),
  message: z.string(),
})
export type Finding = z.infer<typeof Finding>

/** A problem document (RFC 9457). `title` and `detail` follow the request's language. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  code: z.string(),
  findings: z.array(Finding).optional(),
})
export type Problem = z.infer<typeof Problem>
