import { z } from 'zod'
import { Slug } from './slug.ts'
import { Wording } from './wording.ts'

export const Code = z.strictObject({
  id: Slug,
  label: Wording,
  /** Other spellings found in files. */
  spellings: z.array(z.string()).default([]),
  polarity: z.enum(['for', 'against', 'neither']).default('neither'),
  /** `dont-know` and `no-answer` are answers that are not opinions. */
  missing: z.enum(['dont-know', 'no-answer']).optional(),
  /** What the code is worth on a scale that is a measure (1 to 5, 0 to 10): its item then has a column of scores. */
  score: z.number().optional(),
})

export const CodeList = z.strictObject({ id: Slug, codes: z.array(Code).min(1) })

/** Names and headings that survey tools give a question or an item in their exports, besides its id and its label. */
const spellings = z.array(z.string()).optional()

const common = {
  id: Slug,
  label: Wording,
  spellings,
  note: z.string().optional(),
  /** Asked only of those who gave none of these codes to that question. */
  filter: z.strictObject({ question: Slug, except: z.array(Slug) }).optional(),
}

/** A scale asked of several items. */
export const ScaleQuestion = z.strictObject({
  kind: z.literal('scale'),
  ...common,
  scale: Slug,
  items: z.array(z.strictObject({ id: Slug, label: Wording, spellings })).min(1),
})
export const ChoiceQuestion = z.strictObject({
  kind: z.enum(['single', 'multiple']),
  ...common,
  codes: z.array(Code).min(1),
  max: z.number().int().optional(),
})
export const TextQuestion = z.strictObject({ kind: z.literal('text'), ...common })
/** A number that is written, whole unless `decimals` says how many. */
export const NumberQuestion = z.strictObject({
  kind: z.literal('number'),
  ...common,
  min: z.number().optional(),
  max: z.number().optional(),
  decimals: z.union([z.literal(0), z.literal(1), z.literal(2)]).default(0),
})
export const DateQuestion = z.strictObject({ kind: z.literal('date'), ...common })

export const Question = z.discriminatedUnion('kind', [
  ScaleQuestion,
  ChoiceQuestion,
  TextQuestion,
  NumberQuestion,
  DateQuestion,
])
export type Question = z.infer<typeof Question>

/** A file of `questionnaires/`: the codebook of one questionnaire. */
export const QuestionnaireFile = z.strictObject({
  id: Slug,
  label: Wording,
  audience: z.enum(['residents', 'staff', 'partners']),
  period: z.string().optional(),
  codeLists: z.array(CodeList).default([]),
  questions: z.array(Question).min(1),
  /** The field of the answers that holds the weight of each respondent: a decimal, zero or more. */
  weight: z.string().optional(),
  /** How many people the questionnaire was meant for, where that is known: it narrows intervals. */
  population: z
    .strictObject({
      whole: z.number().int().min(1),
      territories: z.record(Slug, z.number().int().min(1)).default({}),
    })
    .optional(),
  /** Which of two readings of one wave is counted where both are there: people's answers, or the tallies that were printed. Never both. */
  wins: z.enum(['answers', 'printed']).default('answers'),
  caveats: z.array(Wording).default([]),
})
export type QuestionnaireFile = z.infer<typeof QuestionnaireFile>
