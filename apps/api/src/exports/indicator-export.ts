import { type Figure, isKnown } from '@retombees/contract/figure'
import type { IndicatorResult } from '@retombees/contract/indicator'
import type { Locale } from '@retombees/contract/localized'
import { encodeQuery, type Query } from '@retombees/contract/query'
import type { SnapshotStamp } from '@retombees/contract/snapshot'
import type { Programme } from '@retombees/programme/programme'
import { type Cell, column, type ExportTable, note } from './export-table.ts'
import { labelOf } from './label-of.ts'
import { PROVENANCES, STATES, WHOLE } from './words.ts'

const COLUMNS = Object.freeze([
  column('indicator', 'indicateur', 'indicator'),
  column('label', 'libellé', 'label'),
  column('question', 'question', 'question'),
  column('criterion', 'critère', 'criterion'),
  column('where', 'territoire ou part', 'territory or part'),
  column('state', 'état de la donnée', 'state of the data'),
  column('value', 'valeur', 'value', 'decimal'),
  column('unit', 'unité', 'unit'),
  column('numerator', 'numérateur', 'numerator', 'decimal'),
  column('denominator', 'dénominateur', 'denominator', 'decimal'),
  column('base', 'base', 'base', 'integer'),
  column('base_kind', 'nature de la base', 'kind of base'),
  column('base_rule', 'règle de la base', 'base rule'),
  column('interval_low', 'intervalle, bas', 'interval, low', 'decimal'),
  column('interval_high', 'intervalle, haut', 'interval, high', 'decimal'),
  column('interval_level', 'niveau de l’intervalle', 'interval level', 'decimal'),
  column('interval_method', 'méthode de l’intervalle', 'interval method'),
  column('status', 'statut', 'status'),
  column('comparison', 'comparaison des territoires', 'comparison of territories'),
  column('remark', 'remarque', 'remark'),
  column('voice', 'voix', 'voice'),
  column('nature', 'nature', 'nature'),
  column('provenance', 'provenance', 'provenance'),
  column('loads', 'chargements', 'loads'),
  column('version', 'version de la définition', 'definition version'),
])

/** The indicators as a table: one row for the whole, one for each territory. A share is between 0 and 1. */
export function indicatorExport(
  results: readonly IndicatorResult[],
  query: Query,
  programme: Programme,
  snapshot: SnapshotStamp,
  locale: Locale,
): ExportTable {
  const rows = results.flatMap((result) => [
    row(result, WHOLE[locale], result.whole, true, programme, locale),
    ...result.byTerritory.map(({ territory, figure }) =>
      row(result, labelOf(programme.territories, territory, locale), figure, false, programme, locale),
    ),
    ...(result.split?.parts ?? []).map(({ label, figure }) =>
      row(result, label, figure, false, programme, locale),
    ),
    ...(result.split?.refused
      ? [row(result, BY[locale], refusedFigure(result), false, programme, locale)]
      : []),
  ])
  return {
    title: {
      fr: `${programme.label.fr} : indicateurs`,
      en: `${programme.label.en ?? programme.label.fr}: indicators`,
    },
    columns: COLUMNS,
    rows,
    notes: [
      note('Filtres', 'Filters', encodeQuery(query) || { fr: 'aucun', en: 'none' }[locale]),
      note(
        'Lecture',
        'How to read it',
        {
          fr: 'Une part est un nombre entre 0 et 1. Sous une base de 10, les effectifs seuls. Une valeur vide n’est pas un zéro : « état de la donnée » dit pourquoi elle manque. Les intervalles sont individuels, non corrigés.',
          en: 'A share is a number between 0 and 1. Under a base of 10, counts only. An empty value is not a zero: “state of the data” says why it is missing. Intervals are individual, not corrected.',
        }[locale],
      ),
      note(
        'Base',
        'Base',
        { fr: 'voir la colonne « règle de la base »', en: 'see the column “base rule”' }[locale],
      ),
    ],
    snapshot,
  }
}

function row(
  { sheet, statusWords, comparison, notCompared }: IndicatorResult,
  where: string,
  figure: Figure,
  whole: boolean,
  programme: Programme,
  locale: Locale,
): Cell[] {
  const question = programme.questions.find((each) => each.id === sheet.question)
  const head = [
    sheet.id,
    sheet.label,
    question ? (question.label[locale] ?? question.label.fr) : null,
    sheet.criterion,
    where,
  ]
  const tail = (provenance: string | null, loads: string | null): Cell[] => [
    whole ? statusWords : null,
    whole ? (comparison?.sentence ?? notCompared) : null,
    isKnown(figure) ? remarkOf(figure) : [figure.reason, figure.needs].filter(Boolean).join(' '),
    sheet.voice,
    sheet.nature,
    provenance,
    loads,
    sheet.version,
  ]
  if (!isKnown(figure)) {
    const nothing = Array.from({ length: 9 }, () => null)
    return [...head, STATES[figure.state][locale], null, figure.unit, ...nothing, ...tail(null, null)]
  }
  const countsOnly = figure.smallBase && figure.format === 'percent'
  const interval = countsOnly ? null : figure.interval
  return [
    ...head,
    STATES[countsOnly ? 'counts_only' : 'value'][locale],
    countsOnly ? null : figure.value,
    figure.unit,
    figure.numerator,
    figure.denominator,
    figure.base.n,
    figure.base.kind,
    figure.base.rule,
    interval?.low ?? null,
    interval?.high ?? null,
    interval?.level ?? null,
    interval?.method ?? null,
    ...tail(PROVENANCES[figure.provenance][locale], figure.loads.join(' ')),
  ]
}

const BY = Object.freeze({ fr: 'découpage demandé', en: 'split asked for' })

/** A split that the data does not hold is a row that says why, never a missing one. */
function refusedFigure({ whole, split }: IndicatorResult): Figure {
  const { where, format, unit } = whole
  return { state: 'not_asked', where, format, unit, reason: split?.refused ?? '' }
}

function remarkOf(figure: Extract<Figure, { state: 'value' }>): string | null {
  return (
    [figure.intervalNote, ...figure.discrepancies.map((each) => each.message)].filter(Boolean).join(' ') ||
    null
  )
}
