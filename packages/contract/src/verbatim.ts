import { z } from 'zod'
import { Provenance } from './figure.ts'

/** A word of free answers. `texts` is how many answers hold it, which is what compares; `times` counts repetitions. */
export const WordCount = z.object({ word: z.string(), texts: z.number().int(), times: z.number().int() })
export type WordCount = z.infer<typeof WordCount>

/** The words of the free answers to a question, most widespread first. */
export const SurveyWords = z.object({
  questionnaire: z.string(),
  question: z.string(),
  label: z.string(),
  /** How many free answers were read. */
  texts: z.number().int(),
  words: z.array(WordCount),
  finding: z.string(),
  filters: z.array(z.string()),
  provenance: Provenance.nullable(),
})
export type SurveyWords = z.infer<typeof SurveyWords>

/** A theme that an evaluator gave a verbatim. */
export const VerbatimCoding = z.object({ theme: z.string(), author: z.string(), codedAt: z.string() })
export type VerbatimCoding = z.infer<typeof VerbatimCoding>

/** A free answer: the row of the file it is in, where it was given, its text with identifiers masked, its themes. */
export const Verbatim = z.object({
  load: z.string(),
  row: z.number().int(),
  territory: z.string().nullable(),
  centre: z.string().nullable(),
  text: z.string(),
  provenance: Provenance,
  codings: z.array(VerbatimCoding),
})
export type Verbatim = z.infer<typeof Verbatim>

/** The free answers to a question that hold every word looked for, a page of them. */
export const VerbatimPage = z.object({
  questionnaire: z.string(),
  question: z.string(),
  label: z.string(),
  total: z.number().int(),
  matching: z.number().int(),
  page: z.number().int(),
  size: z.number().int(),
  verbatims: z.array(Verbatim),
  /** Every theme in use on this question, and how many verbatims have it. */
  themes: z.array(z.object({ theme: z.string(), n: z.number().int() })),
  filters: z.array(z.string()),
  provenance: Provenance.nullable(),
})
export type VerbatimPage = z.infer<typeof VerbatimPage>

/** Gives a verbatim a theme, or takes it away. What was given stays in the history. */
export const CodingDraft = z.strictObject({
  question: z.string().min(1).max(200),
  load: z.string().min(1).max(200),
  row: z.number().int().min(1),
  theme: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .transform((text) => text.replace(/\s+/g, ' ')),
  action: z.enum(['give', 'take-away']),
})
export type CodingDraft = z.infer<typeof CodingDraft>
