import type { IndicatorResult } from '@retombees/contract/indicator'
import type { Locale, Localized } from '@retombees/contract/localized'
import type { LogicModelResult } from '@retombees/contract/logic-model'
import { DEFAULT_QUERY } from '@retombees/contract/query'
import type { QuestionResult } from '@retombees/contract/question'
import type { SnapshotStamp } from '@retombees/contract/snapshot'
import type { Programme } from '@retombees/programme/programme'
import { type Cell, column, note } from './export-table.ts'
import { indicatorExport } from './indicator-export.ts'
import { type WorkbookSheet, writeWorkbook } from './write-xlsx.ts'

/** What the framework is made of, as it was computed. */
export interface Framework {
  readonly questions: readonly QuestionResult[]
  readonly indicators: readonly IndicatorResult[]
  readonly logicModels: readonly LogicModelResult[]
}

/**
 * The whole evaluation framework as one workbook: questions and criteria with the balance of their evidence, the sheets
 * of the indicators, their figures, the sources, the logic models.
 */
export function frameworkWorkbook(
  framework: Framework,
  programme: Programme,
  snapshot: SnapshotStamp,
  locale: Locale,
): Uint8Array<ArrayBuffer> {
  const figures = indicatorExport(framework.indicators, DEFAULT_QUERY, programme, snapshot, locale)
  return writeWorkbook(
    [
      questionSheet(framework.questions, locale),
      definitionSheet(framework.indicators, locale),
      { name: { fr: 'Chiffres', en: 'Figures' }[locale], columns: figures.columns, rows: figures.rows },
      sourceSheet(framework.indicators, programme, locale),
      modelSheet(framework.logicModels, locale),
    ],
    {
      title: {
        fr: `${programme.label.fr} : référentiel d’évaluation`,
        en: `${programme.label.en ?? programme.label.fr}: evaluation framework`,
      },
      notes: [
        ...figures.notes,
        note(
          'Preuves',
          'Evidence',
          {
            fr: 'Un critère pèse des sources indépendantes, jamais un nombre d’indicateurs. Les chiffres simulés n’y comptent pas.',
            en: 'A criterion weighs independent sources, never a number of indicators. Simulated figures do not count in it.',
          }[locale],
        ),
      ],
      snapshot,
    },
    locale,
  )
}

function questionSheet(questions: readonly QuestionResult[], locale: Locale): WorkbookSheet {
  return {
    name: { fr: 'Questions et critères', en: 'Questions and criteria' }[locale],
    columns: [
      column('question', 'question', 'question'),
      column('criterion', 'critère', 'criterion'),
      column('about', 'porte sur', 'about'),
      column('strength', 'force des preuves', 'strength of evidence'),
      column('sources', 'sources', 'sources'),
      column('because', 'pourquoi', 'why'),
      column('missing', 'ce qui manque', 'what is missing'),
      column('measured', 'indicateurs mesurés', 'indicators measured', 'integer'),
      column('defined', 'indicateurs définis', 'indicators defined', 'integer'),
      column('grade', 'réponse publiée', 'published answer'),
      column('verdict', 'verdict', 'verdict'),
      column('author', 'auteur et date', 'author and date'),
    ],
    rows: questions.flatMap(({ label, balance, publishedAnswer, criteria }) => [
      [
        label,
        null,
        null,
        balance.strength,
        balance.sources.map((source) => source.label).join(' ; '),
        balance.because.join(' '),
        null,
        balance.measured,
        balance.defined,
        publishedAnswer?.grade ?? null,
        publishedAnswer?.text ?? null,
        publishedAnswer ? `${publishedAnswer.author}, ${publishedAnswer.date}` : null,
      ],
      ...criteria.map((criterion): Cell[] => [
        label,
        criterion.label,
        criterion.about,
        criterion.balance.strength,
        criterion.balance.sources.map((source) => source.label).join(' ; '),
        criterion.balance.because.join(' '),
        criterion.balance.missing.join(' ') || null,
        criterion.balance.measured,
        criterion.balance.defined,
        null,
        null,
        null,
      ]),
    ]),
  }
}

function definitionSheet(indicators: readonly IndicatorResult[], locale: Locale): WorkbookSheet {
  return {
    name: { fr: 'Indicateurs', en: 'Indicators' }[locale],
    columns: [
      column('indicator', 'indicateur', 'indicator'),
      column('label', 'libellé', 'label'),
      column('formula', 'formule', 'formula'),
      column('source', 'source', 'source'),
      column('voice', 'voix', 'voice'),
      column('nature', 'nature', 'nature'),
      column('base_kind', 'nature de la base', 'kind of base'),
      column('unit', 'unité', 'unit'),
      column('direction', 'sens attendu', 'direction'),
      column('criterion', 'critère', 'criterion'),
      column('nodes', 'boîtes', 'boxes'),
      column('baseline', 'point de départ', 'baseline'),
      column('targets', 'cibles datées', 'dated targets'),
      column('thresholds', 'seuils de lecture', 'reading thresholds'),
      column('needs', 'ce qu’il faudrait', 'what it would take'),
      column('caveats', 'réserves', 'caveats'),
      column('version', 'version', 'version'),
    ],
    rows: indicators.map(({ sheet }) => [
      sheet.id,
      sheet.label,
      sheet.formula,
      sheet.source,
      sheet.voice,
      sheet.nature,
      sheet.baseKind,
      sheet.unit,
      sheet.direction,
      sheet.criterion,
      sheet.nodes.join(', ') || null,
      sheet.baseline ? `${sheet.baseline.value} (${sheet.baseline.date}) ${sheet.baseline.origin}` : null,
      sheet.targets
        .map(({ value, date, setBy, setOn }) => `${value} (${date}), ${setBy}, ${setOn}`)
        .join(' ; ') || null,
      sheet.thresholds.map(({ value, reads, setBy }) => `${value} : ${reads}, ${setBy}`).join(' ; ') || null,
      sheet.needs,
      sheet.caveats.join(' ') || null,
      sheet.version,
    ]),
  }
}

function sourceSheet(
  indicators: readonly IndicatorResult[],
  programme: Programme,
  locale: Locale,
): WorkbookSheet {
  const say = (label: Localized) => label[locale] ?? label.fr
  return {
    name: { fr: 'Sources', en: 'Sources' }[locale],
    columns: [
      column('source', 'source de preuve', 'evidence source'),
      column('files', 'fichiers attendus', 'files expected'),
      column('indicators', 'indicateurs', 'indicators', 'integer'),
      column('measured', 'dont mesurés', 'of which measured', 'integer'),
    ],
    rows: programme.evidenceSources.map(({ id, label }) => {
      const own = programme.indicators.filter((each) => each.source === id).map((each) => each.id)
      const results = indicators.filter(({ sheet }) => own.includes(sheet.id))
      const files = programme.sources
        .filter((each) => each.evidenceSource === id)
        .flatMap((each) => each.files)
      return [
        say(label),
        files.join(', ') || null,
        results.length,
        results.filter(({ whole }) => whole.state === 'value' && whole.provenance !== 'simulated').length,
      ]
    }),
  }
}

function modelSheet(models: readonly LogicModelResult[], locale: Locale): WorkbookSheet {
  return {
    name: { fr: 'Diagrammes logiques', en: 'Logic models' }[locale],
    columns: [
      column('model', 'diagramme', 'model'),
      column('kind', 'genre', 'kind'),
      column('box', 'boîte', 'box'),
      column('evidence', 'ce qui en est su', 'what is known of it'),
      column('indicators', 'indicateurs', 'indicators'),
      column('prototypes', 'prototypes qui y répondent', 'prototypes that answer it'),
    ],
    rows: models.flatMap((model) =>
      model.nodes.map((node): Cell[] => [
        model.label,
        node.kind,
        node.label,
        node.evidenceWords,
        node.indicators.map(({ label }) => label).join(' ; ') || null,
        model.groups
          .filter(({ outcomes }) => outcomes.includes(node.id))
          .flatMap(({ prototypes }) => prototypes.map(({ label }) => label))
          .join(' ; ') || null,
      ]),
    ),
  }
}
