import { z } from 'zod'

/** Who speaks through an indicator. */
export const Voice = z.enum(['resident', 'staff', 'record', 'observer'])
export type Voice = z.infer<typeof Voice>

/** How an indicator knows what it says. */
export const Nature = z.enum(['perception', 'observation', 'count', 'before-after'])
export type Nature = z.infer<typeof Nature>

/**
 * Where an indicator stands against its target: reached, likely, undetermined, missed; no target;
 * not measured; published but illegible in the text we hold.
 */
export const IndicatorStatus = z.enum([
  'reached',
  'likely',
  'undetermined',
  'missed',
  'no-target',
  'not-measured',
  'illegible',
])
export type IndicatorStatus = z.infer<typeof IndicatorStatus>

/**
 * What a share says by itself, without any target: which side of one half its interval lies on.
 * A description, never a judgement.
 */
export const Reading = z.enum([
  'majority-established',
  'majority-likely',
  'split',
  'minority-likely',
  'minority-established',
])
export type Reading = z.infer<typeof Reading>

/** How far the evidence of a criterion carries: nothing; presumption; one source; several that agree; several that differ. */
export const Strength = z.enum(['none', 'presumption', 'single-source', 'converging', 'diverging'])
export type Strength = z.infer<typeof Strength>

/** What one independent source says on one criterion. */
export const SourceVoice = z.object({
  source: z.string(),
  label: z.string(),
  voices: z.array(Voice),
  natures: z.array(Nature),
  /** `records` states a fact without a direction of its own. */
  says: z.enum(['favourable', 'mixed', 'unfavourable', 'records', 'silent']),
  indicators: z.array(z.string()),
})
export type SourceVoice = z.infer<typeof SourceVoice>

/** The balance of a criterion or of a question: independent sources, never a number of indicators. */
export const Balance = z.object({
  strength: Strength,
  sources: z.array(SourceVoice),
  measured: z.number().int(),
  defined: z.number().int(),
  /** The machine's reasons, one French sentence each. */
  because: z.array(z.string()),
  /** What would be needed to say more. */
  missing: z.array(z.string()),
})
export type Balance = z.infer<typeof Balance>

export const Grade = z.enum(['yes', 'yes-with-reservation', 'insufficiently', 'not-concluded'])
export type Grade = z.infer<typeof Grade>

/** An answer that people gave and signed; the machine only sets evidence beside it. */
export const Answer = z.object({
  grade: Grade,
  /** The sentence of the verdict, word for word. */
  text: z.string(),
  author: z.string(),
  date: z.string(),
  source: z.string(),
})
export type Answer = z.infer<typeof Answer>
