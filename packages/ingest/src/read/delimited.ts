import type { SourceFile } from '@retombees/programme/source-file'
import { refusal } from '../errors.ts'
import type { Headings } from '../heading.ts'
import type { RawTable } from '../raw-table.ts'
import { DELIMITER_WORDS, DELIMITERS, type Delimiter, splitCsv } from './csv.ts'
import { findHeader } from './header.ts'
import { tableOf } from './table.ts'

/**
 * Reads delimited text; a delimiter that is not declared is the one under which most declared headings are recognised.
 * Throws IngestError when the text has none of them, or is delimited otherwise than declared.
 */
export function readDelimited(
  text: string,
  file: string,
  source: SourceFile,
  declared: Headings,
  { delimiter: wanted }: Extract<SourceFile['format'], { kind: 'csv' }>,
): RawTable {
  if (text.trim() === '')
    throw refusal({
      code: 'empty-file',
      file,
      problem: 'le fichier ne contient que des blancs',
      remedy: 'vérifier l’export, puis déposer le fichier de nouveau',
    })
  const delimiter = chosenDelimiter(text, file, declared, { delimiter: wanted })
  const grid = splitCsv(text, delimiter, file)
  if (wanted !== 'auto' && (findHeader(grid, declared)?.score ?? 0) < 2) {
    const other = likeliestDelimiter(text, file, declared)
    if (other !== wanted && scoreWith(other, text, file, declared) > scoreWith(wanted, text, file, declared))
      throw wrongDelimiter(file, wanted, other)
  }
  return tableOf(grid, file, source, declared)
}

/** The delimiter that is declared, else the likeliest. */
export function chosenDelimiter(
  text: string,
  file: string,
  declared: Headings,
  { delimiter }: Pick<Extract<SourceFile['format'], { kind: 'csv' }>, 'delimiter'>,
): Delimiter {
  return delimiter === 'auto' ? likeliestDelimiter(text, file, declared) : delimiter
}

const SAMPLE_ROWS = 80

function likeliestDelimiter(text: string, file: string, declared: Headings): Delimiter {
  const scored = DELIMITERS.map((delimiter) => ({
    delimiter,
    score: scoreWith(delimiter, text, file, declared),
    signs: text.split('\n', 5).join('').split(delimiter).length,
  }))
  scored.sort((a, b) => b.score - a.score || b.signs - a.signs)
  return (scored[0] as (typeof scored)[number]).delimiter
}

function scoreWith(delimiter: Delimiter, text: string, file: string, declared: Headings): number {
  return findHeader(splitCsv(text, delimiter, file, SAMPLE_ROWS), declared)?.score ?? 0
}

function wrongDelimiter(file: string, wanted: Delimiter, other: Delimiter) {
  return refusal({
    code: 'wrong-delimiter',
    file,
    problem: 'les intitulés ne se lisent pas avec le séparateur que la source annonce',
    found: DELIMITER_WORDS[other],
    expected: DELIMITER_WORDS[wanted],
    remedy: 'enregistrer le fichier avec ce séparateur, ou mettre delimiter: auto dans la source',
  })
}
