import { Localized } from '@retombees/contract/localized'
import { z } from 'zod'

/** A text in the languages of the interface, as an author writes it: `{ fr: …, en: … }`, or the French alone. */
export const Wording = z.preprocess(
  (written) => (typeof written === 'string' ? { fr: written } : written),
  z.strictObject(Localized.shape, {
    error: (issue) => (issue.code === 'invalid_type' ? 'un texte, ou { fr: …, en: … }' : undefined),
  }),
)
export type Wording = z.infer<typeof Wording>
