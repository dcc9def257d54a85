import { z } from 'zod'

/** A text in the languages of the interface; French is always there. */
export const Localized = z.object({ fr: z.string().min(1), en: z.string().min(1).optional() })
export type Localized = z.infer<typeof Localized>

export const Locale = z.enum(['fr', 'en'])
export type Locale = z.infer<typeof Locale>
