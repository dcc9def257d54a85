import { BaseKind } from '@retombees/contract/figure'
import { z } from 'zod'
import { Slug } from './slug.ts'
import { Wording } from './wording.ts'

const Scalar = z.union([z.string(), z.number(), z.boolean()])

/** A filter on the columns of one fact table: a value, any of several, or a comparison. Columns are joined by AND. */
export const Where = z.record(
  z.string(),
  z.union([
    Scalar,
    z.array(Scalar).min(1),
    z.strictObject({
      not: z.union([Scalar, z.array(Scalar)]).optional(),
      atLeast: z.number().optional(),
      atMost: z.number().optional(),
      /** Filled in, or blank. */
      known: z.boolean().optional(),
    }),
  ]),
)
export type Where = z.infer<typeof Where>

const table = z.string().regex(/^[a-z_]+$/)
const column = z.string().regex(/^[a-z_][a-z0-9_]*$/)

/** Rows of a fact table. */
export const Count = z.strictObject({
  kind: z.literal('count'),
  from: table,
  where: Where.default({}),
  base: BaseKind,
})
/** Distinct values of a column. */
export const Distinct = z.strictObject({
  kind: z.literal('distinct'),
  from: table,
  of: column,
  where: Where.default({}),
  base: BaseKind,
})
/** Sum of a column; `null` cells are left out. */
export const Sum = z.strictObject({
  kind: z.literal('sum'),
  from: table,
  of: column,
  where: Where.default({}),
  base: BaseKind,
})
/** Mean of a column over the rows that hold a value. */
export const Mean = z.strictObject({
  kind: z.literal('mean'),
  from: table,
  of: column,
  where: Where.default({}),
  base: BaseKind,
})
/** Share of the rows (or of the distinct values of `of`) selected by `where` that also meet `having`. */
export const Share = z.strictObject({
  kind: z.literal('share'),
  from: table,
  of: column.optional(),
  where: Where.default({}),
  having: Where,
  base: BaseKind,
  /** Every unit was counted: no interval. */
  complete: z.boolean().default(false),
})
/** Share of the respondents of a questionnaire who gave one of `codes` to `item`; read from answers, else from printed tallies. */
export const SurveyShare = z.strictObject({
  kind: z.literal('survey-share'),
  questionnaire: Slug,
  item: Slug,
  codes: z.array(Slug).min(1),
  over: z.enum(['all-respondents', 'opinions']).default('all-respondents'),
})
/** A printed count, without a denominator. */
export const TallyCount = z.strictObject({
  kind: z.literal('tally-count'),
  variable: Slug,
  codes: z.array(Slug).min(1),
  base: BaseKind,
})
/** A printed count over the whole of what could be counted: 7 of 8. No interval. */
export const Coverage = z.strictObject({
  kind: z.literal('coverage'),
  variable: Slug,
  codes: z.array(Slug).min(1),
  base: BaseKind,
})
/** A ratio of two totals, recomputed from them. */
export const Ratio = z.strictObject({
  kind: z.literal('ratio'),
  numerator: z.discriminatedUnion('kind', [Count, Distinct, Sum]),
  denominator: z.discriminatedUnion('kind', [Count, Distinct, Sum]),
})
/**
 * Change of a value on the same persons between two moments. `within`: pairs are made inside it (a skill area), and a
 * person's change is the mean of theirs. Persons seen at one moment only are attrition: counted, never a zero.
 */
export const Change = z.strictObject({
  kind: z.literal('change'),
  from: table,
  of: column,
  person: column.default('person'),
  moment: column.default('moment'),
  before: z.string().default('before'),
  after: z.string().default('after'),
  within: column.optional(),
  where: Where.default({}),
})
/** How many of the programme's centres have such a row, over all its centres. No interval. */
export const Centres = z.strictObject({
  kind: z.literal('centres'),
  from: table,
  where: Where.default({}),
})
/** Share of the persons recognised from one row to another who have at least `times` rows. */
export const Recurrence = z.strictObject({
  kind: z.literal('recurrence'),
  from: table,
  person: column.default('person'),
  where: Where.default({}),
  times: z.number().int().min(2),
})
/**
 * Share of the persons who came to one of `start` and later to one of `next`; without `next`, who never came back to
 * anything. Later: another day.
 */
export const Transfer = z.strictObject({
  kind: z.literal('transfer'),
  from: table,
  person: column.default('person'),
  step: column.default('kind'),
  where: Where.default({}),
  start: z.array(z.string()).min(1),
  next: z.array(z.string()).min(1).optional(),
})
/** Hours that kiosks were up over the hours that their centres were open, from outages, installations and opening hours. */
export const Availability = z.strictObject({ kind: z.literal('availability') })
/** Rows of a kiosk's table for each hour that its centre was open. */
export const OpeningRate = z.strictObject({
  kind: z.literal('opening-rate'),
  from: table,
  where: Where.default({}),
})
/** Departures from posts for each year that a post was filled. */
export const Turnover = z.strictObject({ kind: z.literal('turnover'), where: Where.default({}) })
/** Defined and not measured: says why and what it would need. */
export const Unmeasured = z.strictObject({
  kind: z.literal('unmeasured'),
  because: Wording,
  needs: Wording,
})
/** Printed as an image that our text does not hold. */
export const Illegible = z.strictObject({
  kind: z.literal('illegible'),
  because: Wording,
  needs: Wording,
})

/** How an indicator is computed. Adding an indicator of a known kind takes YAML only. */
export const Measure = z.discriminatedUnion('kind', [
  Count,
  Distinct,
  Sum,
  Mean,
  Share,
  SurveyShare,
  TallyCount,
  Coverage,
  Ratio,
  Change,
  Centres,
  Recurrence,
  Transfer,
  Availability,
  OpeningRate,
  Turnover,
  Unmeasured,
  Illegible,
])
export type Measure = z.infer<typeof Measure>
