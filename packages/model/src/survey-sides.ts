import type { CrossSide } from '@retombees/contract/cross-table'
import type { SurveyBase } from '@retombees/contract/survey-query'
import type { Programme } from '@retombees/programme/programme'
import { type AskedItem, findQuestionnaire, itemsOf } from './codebook.ts'
import { unknownId } from './errors.ts'
import { absenceOf, columnOf, isAsked } from './measures/responses.ts'
import { profilesOf } from './survey-profiles.ts'

/** Categories that exclude each other, and the columns that say in which of them a respondent is. */
export interface Axis {
  readonly value: string
  /** Why there is no value; null where it does not matter. */
  readonly absence: string | null
  /**
   * The category of what is stored, as text: its place, as many as there are categories for those who were asked and are in
   * none of them, null for those outside the base.
   */
  codeOf(value: string | null, absence: string | null): number | null
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
  const place = placesOf(options.map(({ code }) => code))
  const axis: Axis = { value: id, absence: null, codeOf: (value) => place.get(value) ?? null }
  return { id, label, kind, asked: null, options, axes: [axis], needs: [id] }
}

function askedSide(asked: AskedItem, base: SurveyBase): Side {
  const codes = asked.codes.filter((code) => base === 'all-respondents' || code.missing === undefined)
  const options = codes.map(({ id, label, polarity }) => ({ code: id, label: label.fr, polarity }))
  const { kind } = asked.question
  const head = { id: asked.item, label: asked.label, kind, asked, options }
  if (codes.length === 0) return { ...head, axes: [], needs: [] }
  const absence = absenceOf(asked.item)
  if (kind === 'multiple') {
    const inBase = (reason: string | null) => (base === 'opinions' ? reason === 'answered' : isAsked(reason))
    return {
      ...head,
      axes: codes.map(({ id, missing }): Axis => {
        if (missing !== undefined)
          return {
            value: absence,
            absence: null,
            codeOf: (reason) => (reason === missing ? 1 : inBase(reason) ? 0 : null),
          }
        return {
          value: columnOf(asked.item, id),
          absence,
          codeOf: (given, reason) => (given === 'true' ? 1 : given === 'false' || inBase(reason) ? 0 : null),
        }
      }),
      needs: [
        absence,
        ...codes.flatMap(({ id, missing }) => (missing === undefined ? [columnOf(asked.item, id)] : [])),
      ],
    }
  }
  const spoken = placesOf(codes.map(({ id, missing }) => (missing === undefined ? id : null)))
  const silent = placesOf(codes.map(({ missing }) => missing ?? null))
  const elsewhere = base === 'opinions' ? null : codes.length
  return {
    ...head,
    axes: [
      {
        value: columnOf(asked.item),
        absence: base === 'opinions' ? null : absence,
        codeOf: (value, reason) => {
          if (value !== null) return spoken.get(value) ?? elsewhere
          return base === 'opinions' ? null : (silent.get(reason) ?? (isAsked(reason) ? elsewhere : null))
        },
      },
    ],
    needs: [absence, columnOf(asked.item)],
  }
}

/** Where each code stands in a list; null is none of them. */
function placesOf(codes: readonly (string | null)[]): ReadonlyMap<string | null, number> {
  return new Map(codes.flatMap((code, at) => (code === null ? [] : [[code, at] as const])))
}
