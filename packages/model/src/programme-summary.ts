import type { Locale, Localized } from '@retombees/contract/localized'
import type { ProgrammeSummary } from '@retombees/contract/programme'
import type { Programme } from '@retombees/programme/programme'
import { codesOfColumn } from './measures/dimensions.ts'

/** The columns whose codes a reader filters by. */
const CHOSEN = [
  ['attendances', 'gender'],
  ['attendances', 'age_band'],
  ['attendances', 'kind'],
  ['reception_visits', 'gender'],
  ['reception_visits', 'age_band'],
] as const

/** Where the same codes are read in a programme that collects no such table: people counted, and workshops without people. */
const OTHERWISE: Readonly<Record<string, readonly string[]>> = Object.freeze({
  attendances: ['head_counts', 'workshops'],
})

/** Who and what the programme is, in the language asked; French where there is no translation. */
export function summarise(programme: Programme, locale: Locale): ProgrammeSummary {
  const say = (text: Localized) => text[locale] ?? text.fr
  const named = ({ id, label }: { id: string; label: Localized }) => ({ id, label: say(label) })
  return {
    id: programme.id,
    label: say(programme.label),
    description: say(programme.description),
    territories: programme.territories.map((each) => ({ ...named(each), colour: each.colour })),
    centres: programme.centres.map((each) => ({
      ...named(each),
      territory: each.territory,
      city: each.city,
    })),
    committees: programme.committees.map((each) => ({
      ...named(each),
      dimension: say(each.dimension),
      rhythmBefore: each.rhythmBefore ? say(each.rhythmBefore) : '',
      rhythmAfter: say(each.rhythmAfter),
      members: [...each.members],
      role: say(each.role),
    })),
    areas: programme.areas.map(named),
    funders: programme.funders.map(named),
    prototypes: programme.prototypes.map((each) => ({
      ...named(each),
      areas: [...each.areas],
      sources: [...each.printed],
    })),
    recommendations: programme.recommendations.map((each) => ({
      ...named(each),
      theme: themeLabel(programme, each.theme, say),
      status: each.status,
    })),
    periods: programme.periods.map((each) => ({ ...named(each), start: each.start, end: each.end })),
    codes: Object.fromEntries(
      CHOSEN.map(([table, column]) => [
        `${table}.${column}`,
        [table, ...(OTHERWISE[table] ?? [])]
          .map((each) => codesOfColumn(programme, each, column))
          .find(({ length }) => length > 0)
          ?.map(({ id, label }) => ({ id, label })) ?? [],
      ]),
    ),
    spread: programme.spread.map(({ statement }) => say(statement)),
    questionnaires: programme.questionnaires.map((each) => {
      const compared = comparedItems(programme, each.id)
      return {
        ...named(each),
        questions: each.questions.map((question) => ({
          ...named(question),
          kind: question.kind,
          compared:
            compared.has(question.id) ||
            (question.kind === 'scale' && question.items.some((item) => compared.has(item.id))),
        })),
      }
    }),
  }
}

/** The items of a questionnaire whose indicators are compared between territories, by declared families. */
function comparedItems(programme: Programme, questionnaire: string): ReadonlySet<string> {
  const declared = new Set(programme.families.flatMap((family) => family.indicators))
  return new Set(
    programme.indicators.flatMap(({ id, measure }) =>
      declared.has(id) && measure.kind === 'survey-share' && measure.questionnaire === questionnaire
        ? [measure.item]
        : [],
    ),
  )
}

function themeLabel(programme: Programme, id: string, say: (text: Localized) => string): string {
  const theme = programme.recommendationThemes.find((each) => each.id === id)
  return theme ? say(theme.label) : id
}
