import type { SurveyFilter } from '@retombees/contract/survey-query'
import type { Programme } from '@retombees/programme/programme'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { findQuestionnaire, itemsOf } from './codebook.ts'
import { unknownId } from './errors.ts'
import { frenchList, typeset } from './french.ts'
import { gave } from './measures/responses.ts'
import { profilesOf } from './survey-profiles.ts'

/** A filter that a questionnaire can answer: the condition on an answer, in words, and the columns that it reads. */
export interface KnownFilter {
  readonly condition: RawBuilder<SqlBool>
  readonly words: string
}

/**
 * The filters on the answers of a questionnaire; they are joined by AND. Throws a ModelError that lists what there is when
 * a variable or a code is unknown, or when the question has no codes.
 */
export function filtersOf(
  programme: Programme,
  questionnaire: string,
  filters: readonly SurveyFilter[],
): readonly KnownFilter[] {
  return filters.map((filter) => {
    const { label, codes, conditionOf } = variable(programme, questionnaire, filter.variable)
    const chosen = filter.codes.map((id) => {
      const found = codes.find((each) => each.id === id)
      if (!found)
        throw unknownId(
          'unknown-code',
          `Modalité de « ${filter.variable} »`,
          id,
          codes.map((each) => each.id),
        )
      return found
    })
    const any = sql<SqlBool>`(${sql.join(
      chosen.map(({ id }) => conditionOf(id)),
      sql` or `,
    )})`
    const names = frenchList(chosen.map((each) => `« ${each.label} »`)).replace(/ et (?=[^ ]*«)/, ' ou ')
    return {
      condition: filter.not ? sql<SqlBool>`(not ${any})` : any,
      words: typeset(
        `${label} : ${filter.not ? 'ni ' : ''}${filter.not ? names.replace(' ou ', ' ni ') : names}`,
      ),
    }
  })
}

interface Variable {
  readonly label: string
  readonly codes: readonly { readonly id: string; readonly label: string }[]
  conditionOf(code: string): RawBuilder<SqlBool>
}

function variable(programme: Programme, questionnaire: string, id: string): Variable {
  const named = (each: { id: string; label: { fr: string } }) => ({ id: each.id, label: each.label.fr })
  const equals = (code: string) => sql<SqlBool>`coalesce(${sql.ref(id)} = ${code}, false)`
  if (id === 'territory')
    return { label: 'Territoire', codes: programme.territories.map(named), conditionOf: equals }
  if (id === 'centre')
    return { label: 'Centre social', codes: programme.centres.map(named), conditionOf: equals }
  const profiles = profilesOf(programme, questionnaire)
  const profile = profiles.find((each) => each.id === id)
  if (profile) return { label: profile.label, codes: profile.codes, conditionOf: equals }
  const { questions } = findQuestionnaire(programme, questionnaire)
  const all = questions.flatMap((question) => itemsOf(programme, questionnaire, question))
  const asked = all.find((each) => each.item === id && each.codes.length > 0)
  if (!asked)
    throw unknownId('unknown-variable', `Variable de « ${questionnaire} »`, id, [
      ...all.filter((each) => each.codes.length > 0).map((each) => each.item),
      ...profiles.map((each) => each.id),
      'territory',
      'centre',
    ])
  return {
    label: asked.label,
    codes: asked.codes.map(named),
    conditionOf: (code) => {
      const found = asked.codes.find((each) => each.id === code)
      return found ? gave(asked, found) : sql<SqlBool>`false`
    },
  }
}
