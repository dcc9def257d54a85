import type { Locale } from '@retombees/contract/localized'
import type { SnapshotStamp } from '@retombees/contract/snapshot'
import type { SurveyWords, VerbatimPage } from '@retombees/contract/verbatim'
import type { Programme } from '@retombees/programme/programme'
import { column, type ExportTable, note } from './export-table.ts'
import { labelOf } from './label-of.ts'
import { PROVENANCES } from './words.ts'

const WORD_COLUMNS = Object.freeze([
  column('word', 'mot', 'word'),
  column('texts', 'réponses qui le contiennent', 'answers that hold it', 'integer'),
  column('share', 'part des réponses', 'share of the answers', 'percent'),
  column('times', 'occurrences', 'occurrences', 'integer'),
])

/** The words of free answers, most widespread first. */
export function wordsExport(words: SurveyWords, snapshot: SnapshotStamp, locale: Locale): ExportTable {
  return {
    title: { fr: words.label, en: words.label },
    columns: WORD_COLUMNS,
    rows: words.words.map(({ word, texts, times }) => [
      word,
      texts,
      words.texts < SMALL_BASE ? null : texts / words.texts,
      times,
    ]),
    notes: [
      ...words.filters.map((text) => note('Filtre', 'Filter', text)),
      note('Constat', 'Finding', words.finding),
      note('Base', 'Base', `${words.texts}`),
      ...provenanceNote(words.provenance, locale),
    ],
    snapshot,
  }
}

const VERBATIM_COLUMNS = Object.freeze([
  column('load', 'chargement', 'load'),
  column('row', 'ligne', 'row', 'integer'),
  column('territory', 'territoire', 'territory'),
  column('centre', 'centre social', 'centre'),
  column('text', 'réponse', 'answer'),
  column('themes', 'thèmes', 'themes'),
  column('coded_by', 'codé par', 'coded by'),
  column('coded_at', 'codé le (UTC)', 'coded at (UTC)'),
  column('provenance', 'provenance', 'provenance'),
])

/** Free answers with the themes they were given, one a row. */
export function verbatimExport(
  page: VerbatimPage,
  asked: { search: string; theme: string },
  programme: Programme,
  snapshot: SnapshotStamp,
  locale: Locale,
): ExportTable {
  return {
    title: { fr: page.label, en: page.label },
    columns: VERBATIM_COLUMNS,
    rows: page.verbatims.map(({ load, row, territory, centre, text, codings, provenance }) => [
      load,
      row,
      territory && labelOf(programme.territories, territory, locale),
      centre && labelOf(programme.centres, centre, locale),
      text,
      codings.map(({ theme }) => theme).join(' | ') || null,
      codings.map(({ author }) => author).join(' | ') || null,
      codings.map(({ codedAt }) => codedAt).join(' | ') || null,
      PROVENANCES[provenance][locale],
    ]),
    notes: [
      ...page.filters.map((text) => note('Filtre', 'Filter', text)),
      ...(asked.search === '' ? [] : [note('Mots cherchés', 'Words looked for', asked.search)]),
      ...(asked.theme === '' ? [] : [note('Thème', 'Theme', asked.theme)]),
      note('Base', 'Base', `${page.matching} / ${page.total}`),
      ...provenanceNote(page.provenance, locale),
    ],
    snapshot,
  }
}

function provenanceNote(provenance: VerbatimPage['provenance'], locale: Locale) {
  return provenance ? [note('Provenance', 'Provenance', PROVENANCES[provenance][locale])] : []
}

const SMALL_BASE = 10
