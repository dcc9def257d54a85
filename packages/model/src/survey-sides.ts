import type { CrossSide } from '@retombees/contract/cross-table'
import type { SurveyBase } from '@retombees/contract/survey-query'
import type { Programme } from '@retombees/programme/programme'
import { type RawBuilder, sql } from 'kysely'
import { type AskedItem, findQuestionnaire, itemsOf } from './codebook.ts'
import { unknownId } from './errors.ts'
import { absenceOf, columnOf, wasAsked } from './measures/responses.ts'
import { profilesOf } from './survey-profiles.ts'

/**
 * Categories that exclude each other, as one small integer: 0 to `size` − 1, `size` for those who were asked and are in
 * none of them, NULL for those outside the base.
 */
export interface Axis {
  readonly size: number
  readonly code: RawBuilder<number | null>
  /** The columns that `code` is made from: those that always count, and the one that only counts where they are blank. */
  readonly values: readonly string[]
  readonly absence: string | null
}

/**
 * One side of a cross table. A question with one answer has one axis; a multiple choice has one for each option, of two
 * categories (not given, given), since a respondent may be in several.
 */
export interface Side {
  readonly id: string
  readonly label: string
  readonly kind: CrossSide['kind']
  readonly asked: AskedItem | null
  readonly options: readonly {
    readonly code: string
    readonly label: string
    readonly polarity: CrossSide['polarity'][number]
  }[]
  readonly axes: readonly Axis[]
  /** Columns that the table of answers must have. */
  readonly needs: readonly string[]
}

/**
 * The sides that an id stands for: one for each item of a scale, one for anything else. Throws a ModelError that lists
 * what can be crossed.
 */
export function sidesOf(
  programme: Programme,
  questionnaire: string,
  id: string,
  base: SurveyBase,
): readonly Side[] {
  const place = placeOf(programme, id)
  if (place) return [place]
  const profile = profilesOf(programme, questionnaire).find((each) => each.id === id)
  if (profile) {
    const codes = profile.codes.filter(({ missing }) => base === 'all-respondents' || !missing)
    return [oneOf(id, profile.label, 'profile', codes)]
  }
  const { questions } = findQuestionnaire(programme, questionnaire)
  const all = questions.flatMap((question) => itemsOf(programme, questionnaire, question))
  const asked = all.filter((each) => each.item === id || each.question.id === id)
  if (asked.length > 0) return asked.map((each) => askedSide(each, base))
  throw unknownId('unknown-variable', `Question ou variable de « ${questionnaire} »`, id, [
    ...new Set(all.flatMap((each) => [each.question.id, each.item])),
    ...profilesOf(programme, questionnaire).map((each) => each.id),
    'territory',
    'centre',
  ])
}

function placeOf(programme: Programme, id: string): Side | null {
  if (id === 'territory') return oneOf(id, 'Territoire', 'place', programme.territories.map(named))
  if (id === 'centre') return oneOf(id, 'Centre social', 'place', programme.centres.map(named))
  return null
}

function named({ id, label }: { id: string; label: { fr: string } }): { id: string; label: string } {
  return { id, label: label.fr }
}

function oneOf(
  id: string,
  label: string,
  kind: 'place' | 'profile',
  codes: readonly { id: string; label: string }[],
): Side {
  const options = codes.map((code) => ({ code: code.id, label: code.label, polarity: 'neither' as const }))
  const axis = {
    size: options.length,
    code: rank(
      id,
      options.map(({ code }) => code),
      sql`null`,
    ),
    values: [id],
    absence: null,
  }
  return { id, label, kind, asked: null, options, axes: [axis], needs: [id] }
}

function askedSide(asked: AskedItem, base: SurveyBase): Side {
  const codes = asked.codes.filter((code) => base === 'all-respondents' || code.missing === undefined)
  const options = codes.map(({ id, label, polarity }) => ({ code: id, label: label.fr, polarity }))
  const { kind } = asked.question
  const head = { id: asked.item, label: asked.label, kind, asked, options }
  if (codes.length === 0) return { ...head, axes: [], needs: [] }
  const absence = sql.ref(absenceOf(asked.item))
  if (kind === 'multiple') {
    const inBase = base === 'opinions' ? sql`${absence} = 'answered'` : wasAsked(asked.item)
    return {
      ...head,
      axes: codes.map(({ id, missing }): Axis => {
        if (missing !== undefined) {
          const code = sql<
            number | null
          >`(case when ${absence} = ${missing} then 1 when ${inBase} then 0 end)::utinyint`
          return { size: 2, code, values: [absenceOf(asked.item)], absence: null }
        }
        const option = columnOf(asked.item, id)
        const given = sql.ref(option)
        return {
          size: 2,
          code: sql`(case when ${given} then 1 when not ${given} or ${inBase} then 0 end)::utinyint`,
          values: [option],
          absence: absenceOf(asked.item),
        }
      }),
      needs: [
        absenceOf(asked.item),
        ...codes.flatMap(({ id, missing }) => (missing === undefined ? [columnOf(asked.item, id)] : [])),
      ],
    }
  }
  const silent = codes.flatMap(({ missing }, at) => (missing === undefined ? [] : [{ missing, at }]))
  const others = silent.map(({ missing, at }) => sql`when ${missing} then ${sql.lit(at)}`)
  const elsewhere =
    base === 'opinions'
      ? sql`null`
      : sql`case when ${sql.ref(columnOf(asked.item))} is not null then ${sql.lit(codes.length)} else case ${absence} ${sql.join(others, sql` `)} ${sql.join(
          (['answered', 'dont-know', 'no-answer'] as const)
            .filter((each) => !silent.some(({ missing }) => missing === each))
            .map((each) => sql`when ${each} then ${sql.lit(codes.length)}`),
          sql` `,
        )} end end`
  const spoken = codes.map(({ id, missing }) => (missing === undefined ? id : null))
  const code = rank(columnOf(asked.item), spoken, elsewhere)
  return {
    ...head,
    axes: [
      {
        size: codes.length,
        code,
        values: [columnOf(asked.item)],
        absence: base === 'opinions' ? null : absenceOf(asked.item),
      },
    ],
    needs: [absenceOf(asked.item), columnOf(asked.item)],
  }
}

function rank(
  column: string,
  codes: readonly (string | null)[],
  otherwise: RawBuilder<unknown>,
): RawBuilder<number | null> {
  const cases = codes.flatMap((code, at) => (code === null ? [] : [sql`when ${code} then ${sql.lit(at)}`]))
  if (cases.length === 0) return sql`(${otherwise})::utinyint`
  return sql`(case ${sql.ref(column)} ${sql.join(cases, sql` `)} else ${otherwise} end)::utinyint`
}
