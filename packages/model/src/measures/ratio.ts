import type { AbsentFigure, Base, Figure } from '@retombees/contract/figure'
import type { Split } from '@retombees/contract/indicator'
import type { Ratio } from '@retombees/programme/measure'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import { count } from './count.ts'
import { isTime } from './dimensions.ts'
import { distinct } from './distinct.ts'
import { absentFigure, type FigureFrame, knownFigure } from './figures.ts'
import type { MeasureContext, MeasureKind, Measurement, RowId, Slice } from './measure-kind.ts'
import { sum } from './sum.ts'

type RatioMeasure = z.infer<typeof Ratio>
type Term = RatioMeasure['numerator']

/** A ratio of two totals, recomputed from them in each slice: never a mean of ratios. One query a term. */
export const ratio: MeasureKind<RatioMeasure> = Object.freeze({
  queries: (db, measure, context) =>
    [measure.numerator, measure.denominator].flatMap((term) => queriesOf(db, term, context)),
  measure: async (db, measure, context) => {
    const [top, bottom] = await Promise.all([
      measureTerm(db, measure.numerator, context),
      measureTerm(db, measure.denominator, context),
    ])
    const frame = { format: context.format, unit: context.unit }
    return {
      provenance: top.provenance,
      whole: ratioFigure(top.whole, bottom.whole, frame),
      byTerritory: top.byTerritory.map(({ territory, figure }) => ({
        territory,
        figure: ratioFigure(
          figure,
          bottom.byTerritory.find((each) => each.territory === territory)?.figure,
          frame,
        ),
      })),
      split: splitOfTwo(top.split, bottom.split, (a, b) => ratioFigure(a, b, frame)),
    }
  },
  rowsBehind: async (db, measure, slice, context) => [
    ...(await rowsOf(db, measure.numerator, slice, context)),
    ...(await rowsOf(db, measure.denominator, slice, context)),
  ],
  describe: (measure, programme) =>
    `Rapport de deux totaux. Numérateur : ${inside(measure.numerator, programme)} Dénominateur : ${inside(measure.denominator, programme)}`,
} satisfies MeasureKind<RatioMeasure>)

/** Two totals as one figure. Real over simulated, or the reverse, would mix them: it is refused with its reason. */
export function ratioFigure(
  top: Figure | undefined,
  bottom: Figure | undefined,
  { format, unit }: Pick<FigureFrame, 'format' | 'unit'>,
): Figure {
  const frame = { where: top?.where ?? bottom?.where ?? {}, format, unit }
  if (top?.state !== 'value') return absentFigure(frame, stateOf(top), reasonOf(top, 'numérateur'))
  if (bottom?.state !== 'value') return absentFigure(frame, stateOf(bottom), reasonOf(bottom, 'dénominateur'))
  if ((top.provenance === 'simulated') !== (bottom.provenance === 'simulated')) {
    const reason = 'Un terme est réel et l’autre simulé : ils ne se divisent pas.'
    return absentFigure(frame, 'no_data', reason)
  }
  if (bottom.value === 0) return absentFigure(frame, 'no_data', 'Le dénominateur est nul.')
  const base: Base = bottom.base
  return knownFigure(frame, {
    value: top.value / bottom.value,
    numerator: top.value,
    denominator: bottom.value,
    base,
    intervalNote: 'Rapport de deux totaux : pas d’intervalle.',
    provenance: bottom.provenance,
    loads: [...top.loads, ...bottom.loads],
    discrepancies: [...top.discrepancies, ...bottom.discrepancies],
  })
}

/** The parts of a split that two measures answer; refused as soon as one of them is. */
export function splitOfTwo(
  top: Split | null,
  bottom: Split | null,
  figureOf: (top: Figure | undefined, bottom: Figure | undefined) => Figure,
): Split | null {
  if (top === null || bottom === null) return null
  const refused = top.refused ?? bottom.refused
  if (refused !== null) return { by: top.by, parts: [], refused }
  const below = new Map(bottom.parts.map((part) => [part.key, part]))
  const own = top.parts.map(({ key, label, figure }) => ({
    key,
    label,
    figure: figureOf(figure, below.get(key)?.figure),
  }))
  const others = bottom.parts
    .filter(({ key }) => !top.parts.some((part) => part.key === key))
    .map(({ key, label, figure }) => ({ key, label, figure: figureOf(undefined, figure) }))
  const parts = [...own, ...others]
  return {
    by: top.by,
    parts: isTime(top.by) ? parts.sort((a, b) => (a.key < b.key ? -1 : 1)) : parts,
    refused: null,
  }
}

function stateOf(figure: Figure | undefined): AbsentFigure['state'] {
  return figure && figure.state !== 'value' ? figure.state : 'no_data'
}

function reasonOf(figure: Figure | undefined, term: string): string {
  const reason = figure && figure.state !== 'value' ? figure.reason : 'aucune ligne n’est chargée.'
  return `Sans ${term} : ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`
}

function queriesOf(db: Kysely<Database>, term: Term, context: MeasureContext) {
  if (term.kind === 'count') return count.queries(db, term, context)
  return term.kind === 'sum' ? sum.queries(db, term, context) : distinct.queries(db, term, context)
}

function measureTerm(db: Kysely<Database>, term: Term, context: MeasureContext): Promise<Measurement> {
  if (term.kind === 'count') return count.measure(db, term, context)
  return term.kind === 'sum' ? sum.measure(db, term, context) : distinct.measure(db, term, context)
}

function rowsOf(
  db: Kysely<Database>,
  term: Term,
  slice: Slice,
  context: MeasureContext,
): Promise<readonly RowId[]> {
  if (term.kind === 'count') return count.rowsBehind(db, term, slice, context)
  return term.kind === 'sum'
    ? sum.rowsBehind(db, term, slice, context)
    : distinct.rowsBehind(db, term, slice, context)
}

function inside(term: Term, programme: Programme): string {
  if (term.kind === 'count') return count.describe(term, programme)
  return term.kind === 'sum' ? sum.describe(term, programme) : distinct.describe(term, programme)
}
