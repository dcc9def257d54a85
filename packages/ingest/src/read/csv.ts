import Papa from 'papaparse'
import { refusal } from '../errors.ts'
import type { RawRow } from '../raw-table.ts'
import { cellText, type Grid } from './grid.ts'

export type Delimiter = ';' | ',' | '\t' | '|'
export const DELIMITERS: readonly Delimiter[] = Object.freeze([';', ',', '\t', '|'])

export const DELIMITER_WORDS: Readonly<Record<Delimiter, string>> = Object.freeze({
  ';': 'le point-virgule',
  ',': 'la virgule',
  '\t': 'la tabulation',
  '|': 'la barre verticale',
})

/**
 * Splits delimited text into rows of cells; a row's number is the physical line where it begins.
 * A record whose quotes are broken is kept as one cell, its whole line. Throws IngestError when a quote that is
 * never closed swallows the lines that follow.
 */
export function splitCsv(text: string, delimiter: Delimiter, file: string, limit?: number): Grid {
  const rows: RawRow[] = []
  let line = 1
  let cursor = 0
  const end = text.endsWith('\n') ? text.length - 1 : text.length
  const body = text.slice(0, end)
  Papa.parse<string[]>(body, {
    delimiter,
    newline: '\n',
    preview: limit ?? 0,
    step: ({ data, errors, meta }) => {
      const record = body.slice(cursor, meta.cursor).replace(/\n$/, '')
      const brokenQuotes = errors.some((error) => error.type === 'Quotes')
      if (brokenQuotes && record.includes('\n') && limit === undefined) throw swallowed(file, line)
      rows.push({ rowNo: line, cells: brokenQuotes ? [record] : data.map(cellText) })
      line += occurrences(body, '\n', cursor, meta.cursor)
      cursor = meta.cursor
    },
  })
  return { rows, merges: [], warnings: [] }
}

function occurrences(text: string, sign: string, from: number, until: number): number {
  let count = 0
  for (let at = text.indexOf(sign, from); at !== -1 && at < until; at = text.indexOf(sign, at + 1)) count++
  return count
}

/** The line is not quoted: nothing says yet which of its cells are a person's. */
function swallowed(file: string, line: number) {
  return refusal({
    code: 'open-quote',
    file,
    row: line,
    problem:
      'un guillemet ouvert sur cette ligne n’est pas refermé comme il faut et avale les lignes suivantes',
    expected: 'un guillemet avant et après la cellule, doublé quand il est dans le texte',
    remedy: 'corriger cette ligne, puis déposer le fichier de nouveau',
  })
}
