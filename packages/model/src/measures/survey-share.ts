import type { SurveyShare } from '@retombees/programme/measure'
import type { z } from 'zod'
import { type AskedItem, findItem, opinionCodes, silentCodes } from '../codebook.ts'
import { frenchList } from '../french.ts'
import { hasTable } from '../present-tables.ts'
import { readItemCounts } from './item-counts.ts'
import type { MeasureKind } from './measure-kind.ts'
import { responseRows, responsesTable } from './responses.ts'
import { shareFigure } from './share-figure.ts'
import { absentTable } from './slices.ts'
import { baseOf, countOf, opinionsOf } from './tally.ts'
import { tallyQuery } from './tally-rows.ts'
import { measureTallies, type ReadPlace, readingOf, talliesBehind } from './tally-slices.ts'

type SurveyShareMeasure = z.infer<typeof SurveyShare>

/** The rule of a base, in words: it goes with every figure read over it. */
export function baseRule(asked: AskedItem, over: SurveyShareMeasure['over']): string {
  const filtered = asked.question.filter !== undefined
  const respondents = filtered ? 'répondants concernés par la question' : 'tous les répondants'
  return over === 'opinions'
    ? `${filtered ? respondents : 'répondants'} qui ont donné une opinion, sans « je ne sais pas » ni sans réponse`
    : `${respondents}, y compris « je ne sais pas » et sans réponse`
}

/**
 * Share of the respondents of a questionnaire who gave one of `codes` to an item: read from their answers, else from
 * printed tallies.
 */
export const surveyShare: MeasureKind<SurveyShareMeasure> = Object.freeze({
  queries: (db, measure) => [
    tallyQuery(db, { variable: measure.item, questionnaire: measure.questionnaire }),
  ],
  measure: async (db, measure, context) => {
    const asked = findItem(context.programme, measure.questionnaire, measure.item)
    const set = await readItemCounts(db, context.programme, asked, context.query)
    if (set.provenance === null && !(await hasTable(db, responsesTable(measure.questionnaire))))
      return absentTable(db, { questionnaire: measure.questionnaire }, context)
    return measureTallies(
      set,
      readShare(asked, measure.codes, measure.over),
      context,
      (part, frame, provenance, left) =>
        shareFigure(frame, {
          numerator: part.numerator,
          denominator: part.denominator,
          kind: 'respondents',
          rule: `${baseRule(asked, measure.over)}${left}`,
          complete: false,
          provenance,
          loads: part.tallies.flatMap((tally) => tally.loads),
          discrepancies: part.discrepancies,
        }),
    )
  },
  rowsBehind: async (db, measure, slice, context) => {
    const asked = findItem(context.programme, measure.questionnaire, measure.item)
    const set = await readItemCounts(db, context.programme, asked, context.query)
    if (set.from === 'responses') return responseRows(db, context, asked, slice, set.period)
    return talliesBehind(set, readShare(asked, measure.codes, measure.over), context)
  },
  describe: (measure, programme) => {
    const asked = findItem(programme, measure.questionnaire, measure.item)
    const answers = frenchList(measure.codes.map((code) => `« ${codeLabel(asked, code)} »`))
    return `Part des répondants qui ont répondu ${answers} à « ${asked.label} » ; base : ${baseRule(asked, measure.over)}.`
  },
} satisfies MeasureKind<SurveyShareMeasure>)

/** How the share of `codes` is read from the tallies of one place. */
export function readShare(
  asked: AskedItem,
  codes: readonly string[],
  over: SurveyShareMeasure['over'],
): ReadPlace {
  const overlapping = asked.question.kind === 'multiple'
  return (tallies) =>
    readingOf(
      countOf(tallies, codes, overlapping),
      over === 'opinions' ? opinionsOf(tallies, opinionCodes(asked), silentCodes(asked)) : baseOf(tallies),
    )
}

function codeLabel(asked: AskedItem, code: string): string {
  return asked.codes.find((each) => each.id === code)?.label.fr ?? code
}
