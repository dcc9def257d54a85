import { z } from 'zod'
import { IsoDate } from './iso-date.ts'
import { Slug } from './slug.ts'
import { Wording } from './wording.ts'

const Named = z.strictObject({ id: Slug, label: Wording, formerly: z.array(Slug).default([]) })

/** Where a statement was printed, so that it can be found again. */
export const Printed = z.strictObject({
  document: z.string(),
  section: z.string(),
  note: z.string().optional(),
})
export type Printed = z.infer<typeof Printed>

export const Territory = Named.extend({
  /** The colour it keeps everywhere. */
  colour: z.enum(['blue', 'vermillion', 'green', 'purple', 'orange', 'sky', 'indigo']),
  coordination: z.string(),
})

export const Centre = Named.extend({ territory: Slug, city: z.string() })

export const Committee = Named.extend({
  dimension: Wording,
  members: z.array(z.string()),
  role: Wording,
  rhythmBefore: Wording.nullable(),
  rhythmAfter: Wording,
  duration: z.string().optional(),
})

export const Funder = Named.extend({ kind: z.string() })

export const Prototype = Named.extend({
  areas: z.array(Slug).default([]),
  /** `table`: in a correspondence table; `prose`: only named in the text. */
  printed: z.array(z.enum(['staff-table', 'residents-table', 'prose'])).min(1),
  note: z.string().optional(),
})

/** A partner of the grids that needs saying something of: internal to the project, or spelled in several ways. */
export const KnownPartner = Named.extend({
  internal: z.enum(['centre', 'contractor', 'no']).default('no'),
  spellings: z.array(z.string()).default([]),
})

export const Period = z.strictObject({ id: Slug, label: Wording, start: IsoDate, end: IsoDate })

/**
 * Something the report counts in its text, outside any survey: how a tally of the questionnaire `fait` may be coded.
 * The count itself is a row of a source file.
 */
export const Fact = Named.extend({ codes: z.array(Named).min(1) })

export const Recommendation = Named.extend({
  theme: Slug,
  status: z.enum(['not-reported', 'followed', 'in-progress', 'not-followed']),
})

/** `programme.yaml`. */
export const ProgrammeFile = z.strictObject({
  id: Slug,
  label: Wording,
  description: Wording,
  timezone: z.string(),
  /** Smallest number of distinct persons in a published cell; never under 5. */
  disclosureThreshold: z.number().int().min(5).default(11),
  territories: z.array(Territory).min(1),
  centres: z.array(Centre),
  committees: z.array(Committee).default([]),
  funders: z.array(Funder).default([]),
  areas: z.array(Named).default([]),
  periods: z.array(Period).default([]),
  prototypes: z.array(Prototype).default([]),
  /** The criteria of the partner-scoring grid, in the order of its columns. */
  partnerCriteria: z.array(Named).default([]),
  partners: z.array(KnownPartner).default([]),
  facts: z.array(Fact).default([]),
  recommendationThemes: z.array(Named).default([]),
  recommendations: z.array(Recommendation).default([]),
  /** What is printed of labels and spread, in words with its place; counts are source rows, not here. */
  spread: z.array(z.strictObject({ statement: Wording, printed: Printed })).default([]),
  /** Contradictions and gaps in print: reported, none mended. */
  discrepancies: z
    .array(
      z.strictObject({
        id: Slug,
        statement: Wording,
        printed: Printed,
        concerns: z.array(z.string()).default([]),
      }),
    )
    .default([]),
})
export type ProgrammeFile = z.infer<typeof ProgrammeFile>
