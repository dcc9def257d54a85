import { isKnown, type KnownFigure, type Provenance } from '@retombees/contract/figure'
import type { SurveyRow, SurveyTable } from '@retombees/contract/survey'
import type { SurveyBase } from '@retombees/contract/survey-query'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { agreementCodes } from './codebook.ts'
import { counted, frenchList, frenchNumber, frenchPercent, typeset } from './french.ts'
import { chosenProvenance } from './measures/provenance.ts'
import { hasTable } from './present-tables.ts'
import { type ReadItem, shareOf } from './survey-row.ts'

interface Ranked {
  readonly label: string
  readonly figure: KnownFigure
}

/** The item that gathers most agreement, whether it stands out, and what the territories may be said to differ in. */
export function findingOfScale(
  programme: Programme,
  read: readonly ReadItem[],
  rows: readonly SurveyRow[],
  base: SurveyBase = 'all-respondents',
): string {
  const ranked = rank(
    read.map((each) => ({
      label: each.asked.label,
      figure: shareOf(programme, each, agreementCodes(each.asked), base).whole,
    })),
  )
  const [first, ...others] = ranked
  if (!first) return 'Aucun accord ne peut être lu.'
  const leads = `Accord le plus large : « ${first.label} », ${shareWords(first.figure)}.`
  return typeset([leads, ...overlapWords(first, others), ...comparisonWords(rows)].join(' '))
}

/** The option cited most, and whether it stands out. */
export function findingOfChoices(
  programme: Programme,
  read: readonly ReadItem[],
  codes: SurveyTable['codes'],
  base: SurveyBase = 'all-respondents',
): string {
  const ranked = rank(
    read.flatMap((each) =>
      codes.map(({ code, label }) => ({ label, figure: shareOf(programme, each, [code], base).whole })),
    ),
  )
  const [first, ...others] = ranked
  if (!first) return 'Aucun effectif ne peut être lu.'
  const leads = `« ${first.label} » est la réponse la plus citée : ${shareWords(first.figure)}.`
  return typeset([leads, ...overlapWords(first, others)].join(' '))
}

/** How many free answers there are; their text is only in the internal face. */
export async function findingOfText(
  db: Kysely<Database>,
  programme: Programme,
  questionnaire: string,
  question: string,
): Promise<{ finding: string; provenance: Provenance }> {
  if (!(await hasTable(db, 'verbatims'))) {
    return { finding: 'Les réponses libres ne sont pas publiées.', provenance: 'published' }
  }
  const read = await db
    .selectFrom('verbatims')
    .select(['provenance', 'territory'])
    .where('questionnaire', '=', questionnaire)
    .where('variable', '=', question)
    .execute()
  const provenance = chosenProvenance(read.map((row) => row.provenance)) ?? 'published'
  const rows = read.filter((row) => row.provenance === provenance)
  const places = programme.territories.flatMap(({ id, label }) => {
    const n = rows.filter((row) => row.territory === id).length
    return n > 0 ? [`${label.fr} : ${frenchNumber(n)}`] : []
  })
  const total = counted(rows.length, 'réponse libre', 'réponses libres')
  return { finding: typeset(`${total}${places.length > 0 ? ` (${places.join(' ; ')})` : ''}.`), provenance }
}

function rank(
  shares: readonly { label: string; figure: Parameters<typeof isKnown>[0] }[],
): readonly Ranked[] {
  return shares
    .flatMap(({ label, figure }) => (isKnown(figure) ? [{ label, figure }] : []))
    .sort((a, b) => b.figure.value - a.figure.value)
}

function shareWords({ numerator, base, value, interval }: KnownFigure): string {
  const part = `${frenchNumber(numerator ?? 0)} sur ${frenchNumber(base.n)} ${base.n < 2 ? 'répondant' : 'répondants'}`
  if (!interval) return part
  return `${part}, soit ${frenchPercent(value)} (intervalle à 95 % : ${frenchNumber(interval.low * 100)} à ${frenchPercent(interval.high)})`
}

function overlapWords(first: Ranked, others: readonly Ranked[]): readonly string[] {
  const low = first.figure.interval?.low ?? first.figure.value
  const close = others.filter(({ figure }) => (figure.interval?.high ?? figure.value) >= low)
  const [next] = close
  if (!next) return others.length > 0 ? ['Son intervalle ne recoupe celui d’aucune autre réponse.'] : []
  return close.length === 1
    ? [`Son intervalle recoupe celui de « ${next.label} » : leur ordre n’est pas établi.`]
    : [`Son intervalle recoupe celui de ${close.length} autres : leur ordre n’est pas établi.`]
}

function comparisonWords(rows: readonly SurveyRow[]): readonly string[] {
  const compared = rows.flatMap(({ label, comparison }) => (comparison ? [{ label, comparison }] : []))
  const [any] = compared
  if (!any) return []
  const established = compared.filter(({ comparison }) => comparison.established)
  if (established.length > 0) {
    return [
      `Différence établie entre territoires : ${frenchList(established.map(({ label }) => `« ${label} »`))}.`,
    ]
  }
  const size = any.comparison.familySize
  const correction = size === null ? '' : ` après correction sur ${size} comparaisons`
  return [`Aucune différence entre territoires n’est établie${correction}.`]
}
