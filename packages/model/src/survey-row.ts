import type { Figure } from '@retombees/contract/figure'
import type { IndicatorResult } from '@retombees/contract/indicator'
import { DEFAULT_QUERY } from '@retombees/contract/query'
import type { SurveyCell, SurveyColumn, SurveyRow } from '@retombees/contract/survey'
import type { Programme } from '@retombees/programme/programme'
import { type AskedItem, agreementCodes } from './codebook.ts'
import { counted, frenchList, sentence, typeset } from './french.ts'
import { SMALL_BASE } from './measures/figures.ts'
import type { Measurement } from './measures/measure-kind.ts'
import { shareFigure } from './measures/share-figure.ts'
import { baseRule, readShare } from './measures/survey-share.ts'
import { baseOf, isBase, type Tally } from './measures/tally.ts'
import type { TallySet } from './measures/tally-rows.ts'
import { measureTallies } from './measures/tally-slices.ts'

/** An item with the tallies that were read for it. */
export interface ReadItem {
  readonly asked: AskedItem
  readonly set: TallySet
}

/** One item by territory: its cells, its base, what is known together but not apart, and its agreement. */
export function surveyRow(
  programme: Programme,
  { asked, set }: ReadItem,
  indicator: IndicatorResult | null,
): SurveyRow {
  const scale = asked.question.kind === 'scale'
  const agreement = scale ? shareOf(programme, { asked, set }, agreementCodes(asked)) : null
  return {
    item: asked.item,
    label: asked.label,
    indicator: indicator?.sheet.id ?? null,
    columns: programme.territories.map(({ id }) => {
      const figure = agreement?.byTerritory.find((each) => each.territory === id)?.figure ?? null
      return columnOf(
        asked,
        id,
        set.rows.filter((row) => row.territory === id),
        figure,
      )
    }),
    comparison: indicator?.comparison ?? null,
  }
}

/** The share of these codes over all respondents: the whole, and each territory. */
export function shareOf(
  programme: Programme,
  { asked, set }: ReadItem,
  codes: readonly string[],
): Measurement {
  const context = {
    programme,
    format: 'percent',
    unit: '%',
    byTerritory: true,
    query: DEFAULT_QUERY,
  } as const
  return measureTallies(
    set,
    readShare(asked, codes, 'all-respondents'),
    context,
    (part, frame, provenance, left) =>
      shareFigure(frame, {
        numerator: part.numerator,
        denominator: part.denominator,
        kind: 'respondents',
        rule: `${baseRule(asked, 'all-respondents')}${left}`,
        complete: false,
        provenance,
        loads: part.tallies.flatMap((tally) => tally.loads),
        discrepancies: part.discrepancies,
      }),
  )
}

function columnOf(
  asked: AskedItem,
  territory: string,
  tallies: readonly Tally[],
  agreement: Figure | null,
): SurveyColumn {
  const counted = baseOf(tallies)
  const base = counted.state === 'known' ? counted.n : null
  const cells = asked.codes.map(({ id, label }) => cellOf(id, label.fr, tallies, base))
  return {
    territory,
    base,
    baseRule: typeset(baseRule(asked, 'all-respondents')),
    cells,
    agreement,
    unsplit: asked.question.kind === 'multiple' ? [] : unsplitOf(tallies, cells),
    discrepancies: counted.state === 'known' ? [...counted.discrepancies] : [],
    loads: [...new Set(tallies.flatMap((tally) => tally.loads))].sort(),
  }
}

/** One cell: its printed or reconstructed count; without one, unknown and why. No share under a base of ten. */
export function cellOf(
  code: string,
  label: string,
  tallies: readonly Tally[],
  base: number | null,
): SurveyCell {
  const own = tallies.filter((tally) => tally.codes.length === 1 && tally.codes[0] === code)
  const tally = own.find((each) => each.n !== null && each.certainty !== 'ambiguous') ?? own[0]
  const n = tally && tally.certainty !== 'ambiguous' ? tally.n : null
  return {
    code,
    label,
    n,
    share: n !== null && base !== null && base >= SMALL_BASE ? n / base : null,
    certainty: n === null ? 'ambiguous' : (tally?.certainty ?? 'ambiguous'),
    reason:
      tally?.reason !== undefined && tally.reason !== null
        ? sentence(tally.reason)
        : n === null
          ? 'Aucun effectif n’est imprimé pour cette modalité.'
          : null,
  }
}

/** What is known of several codes together, where one of them at least is not known alone. */
function unsplitOf(tallies: readonly Tally[], cells: readonly SurveyCell[]): SurveyColumn['unsplit'] {
  const unknown = new Set(cells.filter((cell) => cell.n === null).map((cell) => cell.code))
  return tallies.flatMap((tally) =>
    tally.n !== null &&
    !isBase(tally) &&
    tally.codes.length > 1 &&
    tally.codes.some((code) => unknown.has(code))
      ? [{ codes: [...tally.codes], n: tally.n, reason: sentence(tally.reason ?? 'Répartition inconnue') }]
      : [],
  )
}

/** Of a multiple choice, what is printed of those who gave several options at once, in French. */
export function overlapNotes(programme: Programme, { asked, set }: ReadItem): readonly string[] {
  if (asked.question.kind !== 'multiple') return []
  return set.rows.flatMap((tally) => {
    if (tally.n === null || tally.codes.length < 2) return []
    const place = programme.territories.find((each) => each.id === tally.territory)?.label.fr ?? 'Ensemble'
    const answers = tally.codes.map(
      (code) => `« ${asked.codes.find((each) => each.id === code)?.label.fr ?? code} »`,
    )
    return [typeset(`${place} : ${counted(tally.n, 'répondant')} à la fois pour ${frenchList(answers)}.`)]
  })
}
