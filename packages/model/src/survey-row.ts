import type { Figure } from '@retombees/contract/figure'
import type { IndicatorResult } from '@retombees/contract/indicator'
import { DEFAULT_QUERY } from '@retombees/contract/query'
import type { SurveyCell, SurveyColumn, SurveyRow } from '@retombees/contract/survey'
import type { SurveyBase } from '@retombees/contract/survey-query'
import type { Programme } from '@retombees/programme/programme'
import { type AskedItem, agreementCodes, opinionCodes, silentCodes } from './codebook.ts'
import { effectiveBase, share, shareInterval } from './cross-cells.ts'
import type { CountedTable, Sums } from './cross-counts.ts'
import { counted, frenchList, sentence, typeset } from './french.ts'
import type { Measurement } from './measures/measure-kind.ts'
import { shareFigure } from './measures/share-figure.ts'
import { baseRule, readShare } from './measures/survey-share.ts'
import { baseOf, isBase, opinionsOf, type Tally } from './measures/tally.ts'
import type { TallySet } from './measures/tally-rows.ts'
import { measureTallies } from './measures/tally-slices.ts'
import { scaleSummary } from './scale-summary.ts'

/** An item with the tallies that were read for it. */
export interface ReadItem {
  readonly asked: AskedItem
  readonly set: TallySet
}

/** How a table is read: over whom, with which weights (the item by territory), out of how many people. */
export interface RowReading {
  readonly base: SurveyBase
  readonly weights?: CountedTable | undefined
  readonly population?:
    | { readonly whole: number; readonly territories: Readonly<Record<string, number>> }
    | undefined
}

/** One item by territory: its cells, its base, what is known together but not apart, and its agreement. */
export function surveyRow(
  programme: Programme,
  { asked, set }: ReadItem,
  indicator: IndicatorResult | null,
  reading: RowReading = { base: 'all-respondents' },
): SurveyRow {
  const scale = asked.question.kind === 'scale'
  const agreement = scale ? shareOf(programme, { asked, set }, agreementCodes(asked), reading.base) : null
  const places = programme.territories.map(({ id }) => id)
  const column = (territory: string | null, at: number) =>
    columnOf(
      asked,
      territory ?? '',
      set.rows.filter((row) => row.territory === territory),
      agreement?.byTerritory.find((each) => each.territory === territory)?.figure ?? null,
      { ...reading, sums: sumsOf(asked, reading, at), of: reading.population?.territories[territory ?? ''] },
    )
  const columns = places.map(column)
  const nowhere = set.rows.some((row) => row.territory === null) ? [column(null, -1)] : []
  return {
    item: asked.item,
    label: asked.label,
    indicator: indicator?.sheet.id ?? null,
    columns,
    whole: wholeOf(asked, [...columns, ...nowhere], agreement?.whole ?? null, reading),
    comparison: indicator?.comparison ?? null,
  }
}

/** The share of these codes: the whole, and each territory. */
export function shareOf(
  programme: Programme,
  { asked, set }: ReadItem,
  codes: readonly string[],
  base: SurveyBase = 'all-respondents',
): Measurement {
  const context = {
    programme,
    format: 'percent',
    unit: '%',
    byTerritory: true,
    query: DEFAULT_QUERY,
  } as const
  return measureTallies(set, readShare(asked, codes, base), context, (part, frame, provenance, left) =>
    shareFigure(frame, {
      numerator: part.numerator,
      denominator: part.denominator,
      kind: 'respondents',
      rule: `${baseRule(asked, base)}${left}`,
      complete: false,
      provenance,
      loads: part.tallies.flatMap((tally) => tally.loads),
      discrepancies: part.discrepancies,
    }),
  )
}

/** The weighted sums of one column: of each code, and of its base. */
interface ColumnSums {
  readonly ofCode: ReadonlyMap<string, Sums>
  readonly base: Sums
}

interface ColumnReading extends RowReading {
  readonly sums: ColumnSums | null
  readonly of: number | undefined
}

function sumsOf(asked: AskedItem, { weights, base }: RowReading, at: number): ColumnSums | null {
  const whole = weights?.columnTotals[at]
  if (!weights || !whole) return null
  const codes = base === 'opinions' ? opinionCodes(asked) : asked.codes.map(({ id }) => id)
  return {
    base: whole,
    ofCode: new Map(
      codes.flatMap((code, row) => {
        const sums = weights.cells[row]?.[at]
        return sums ? [[code, sums]] : []
      }),
    ),
  }
}

function columnOf(
  asked: AskedItem,
  territory: string,
  tallies: readonly Tally[],
  agreement: Figure | null,
  reading: ColumnReading,
): SurveyColumn {
  const found =
    reading.base === 'opinions'
      ? opinionsOf(tallies, opinionCodes(asked), silentCodes(asked))
      : baseOf(tallies)
  const base = found.state === 'known' ? found.n : null
  const silent = new Set(reading.base === 'opinions' ? silentCodes(asked) : [])
  const plain = asked.codes.map(({ id, label }) => cellOf(id, label.fr, tallies))
  const mentions = asked.question.kind === 'multiple' ? totalOf(plain) : null
  const cells = plain.map((cell) => measured(cell, base, mentions, reading, silent.has(cell.code)))
  return {
    territory,
    base,
    effectiveBase: reading.sums ? effectiveBase(reading.sums.base) : null,
    baseRule: typeset(baseRule(asked, reading.base)),
    cells,
    mentions,
    summary: scaleSummary(asked, new Map(cells.map(({ code, n }) => [code, n]))),
    agreement,
    unsplit: asked.question.kind === 'multiple' ? [] : unsplitOf(tallies, cells),
    discrepancies: found.state === 'known' ? [...found.discrepancies] : [],
    loads: [...new Set(tallies.flatMap((tally) => tally.loads))].sort(),
  }
}

/** All the columns together: a count is known only where it is in every one of them. */
function wholeOf(
  asked: AskedItem,
  columns: readonly SurveyColumn[],
  agreement: Figure | null,
  { base: over, weights, population }: RowReading,
): SurveyColumn {
  const total = (values: readonly (number | null)[]) =>
    values.includes(null) ? null : values.reduce<number>((sum, n) => sum + (n ?? 0), 0)
  const base = total(columns.map((column) => column.base))
  const mentions = asked.question.kind === 'multiple' ? total(columns.map((column) => column.mentions)) : null
  const silent = new Set(over === 'opinions' ? silentCodes(asked) : [])
  const codes = over === 'opinions' ? opinionCodes(asked) : asked.codes.map(({ id }) => id)
  const sums = weights
    ? {
        base: weights.whole,
        ofCode: new Map(
          codes.flatMap((code, row) => (weights.rowTotals[row] ? [[code, weights.rowTotals[row]]] : [])),
        ),
      }
    : null
  const cells = asked.codes.map(({ id, label }): SurveyCell => {
    const own = columns.map((column) => column.cells.find(({ code }) => code === id))
    const n = total(own.map((cell) => cell?.n ?? null))
    const doubt = own.find((cell) => cell?.certainty !== 'certain')
    const plain = {
      code: id,
      label: label.fr,
      n,
      certainty: n === null ? ('ambiguous' as const) : (doubt?.certainty ?? 'certain'),
      reason: doubt?.reason ?? null,
    }
    return measured(plain, base, mentions, { base: over, sums, of: population?.whole }, silent.has(id))
  })
  return {
    territory: '',
    base,
    effectiveBase: sums ? effectiveBase(sums.base) : null,
    baseRule: columns[0]?.baseRule ?? '',
    cells,
    mentions,
    summary: scaleSummary(asked, new Map(cells.map(({ code, n }) => [code, n]))),
    agreement,
    unsplit: [],
    discrepancies: columns.flatMap(({ discrepancies }) => discrepancies),
    loads: [...new Set(columns.flatMap(({ loads }) => loads))].sort(),
  }
}

type PlainCell = Pick<SurveyCell, 'code' | 'label' | 'n' | 'certainty' | 'reason'>

/** A count with its shares; one that stands outside the base has none. */
function measured(
  cell: PlainCell,
  base: number | null,
  mentions: number | null,
  { sums, of }: Omit<ColumnReading, 'weights' | 'population'>,
  outside: boolean,
): SurveyCell {
  if (cell.n === null || base === null || outside)
    return { ...cell, share: null, interval: null, mentionShare: null }
  const people = (n: number): Sums => ({ n, weight: n, squaredWeight: n })
  const part = sums?.ofCode.get(cell.code) ?? people(Math.min(cell.n, base))
  const whole = sums?.base ?? people(base)
  return {
    ...cell,
    share: cell.n > base ? null : share(part, whole),
    interval: cell.n > base ? null : shareInterval(part, whole, of),
    mentionShare: mentions !== null && mentions > 0 ? cell.n / mentions : null,
  }
}

function totalOf(cells: readonly PlainCell[]): number | null {
  const known = cells.flatMap(({ n }) => n ?? [])
  return known.length === cells.length ? known.reduce((sum, n) => sum + n, 0) : null
}

/** One cell: its printed or reconstructed count; without one, unknown and why. */
function cellOf(code: string, label: string, tallies: readonly Tally[]): PlainCell {
  const own = tallies.filter((tally) => tally.codes.length === 1 && tally.codes[0] === code)
  const tally = own.find((each) => each.n !== null && each.certainty !== 'ambiguous') ?? own[0]
  const n = tally && tally.certainty !== 'ambiguous' ? tally.n : null
  return {
    code,
    label,
    n,
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
