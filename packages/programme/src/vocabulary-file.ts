import { z } from 'zod'
import { Slug } from './slug.ts'
import { Wording } from './wording.ts'

/** The id of a code: a slug, or a key that a national tool spells with underscores. */
export const CodeKey = z
  .string()
  .regex(
    /^[a-z0-9]+([_-][a-z0-9]+)*$/,
    'un code : minuscules sans accent, chiffres, tirets ou traits de soulignement',
  )

export const VocabularyCode = z.strictObject({
  id: CodeKey,
  label: Wording,
  /** Other spellings found in files. */
  spellings: z.array(z.string()).default([]),
  /** Ages in full years that the band holds, both included; without `to`, and over. */
  from: z.number().int().min(0).optional(),
  to: z.number().int().min(0).optional(),
  /** Says that there is no value, and why; such a code is never a band. */
  missing: z.enum(['not-asked', 'no-answer', 'dont-know', 'not-recorded']).optional(),
})
export type VocabularyCode = z.infer<typeof VocabularyCode>

/** A file of `vocabularies/`: one version of one list of codes. Another version is another file, under another id. */
export const VocabularyFile = z.strictObject({
  id: Slug,
  /** As its author numbers or dates it. */
  version: z.union([z.string(), z.number()]).transform(String),
  label: Wording,
  /** What one of its codes is, in a sentence: « une tranche d’âge ». */
  one: Wording,
  /** `ages`: its codes are bands of ages, and a crosswalk can be asked of it. */
  kind: z.enum(['list', 'ages']).default('list'),
  /** Where it comes from. */
  origin: z.string().optional(),
  codes: z.array(VocabularyCode).min(1),
})
export type VocabularyFile = z.infer<typeof VocabularyFile>
