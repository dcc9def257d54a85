import { refusal } from '../errors.ts'
import type { RawRow, RawTable } from '../raw-table.ts'
import type { DecimalSign } from '../values/number.ts'
import { cellText } from './grid.ts'

type Json = string | number | boolean | null | Json[] | { readonly [key: string]: Json }

/**
 * Reads one JSON object a line. A key is a column, `a.b` where it is nested, in the order of its first appearance;
 * a list of plain values is joined by `|`. A line that is no object, or holds a list of objects or a number too long to
 * be kept, keeps its text as its only cell. Throws IngestError when no line is an object.
 */
export function readJsonLines(text: string, sign: DecimalSign, file: string): RawTable {
  const lines = text.split('\n').map((line, index) => ({ rowNo: index + 1, line: line.trim() }))
  while (lines.at(-1)?.line === '') lines.pop()
  // What stands above the objects after a « # » is said of the file, as above the headings of a table.
  const first = lines.findIndex(({ line }) => line !== '' && !line.startsWith('#'))
  const said = lines.slice(0, Math.max(0, first)).filter(({ line }) => line !== '')
  const written = lines.slice(Math.max(0, first)).filter(({ line }) => line !== '')
  const records = written.map(({ rowNo, line }) => ({ rowNo, line, record: recordOf(line, sign) }))
  const columns = new Map<string, number>()
  for (const { record } of records)
    for (const name of record?.keys() ?? []) if (!columns.has(name)) columns.set(name, columns.size)
  if (columns.size === 0) throw noObject(file, written[0])
  // A heading of one column would be indistinguishable from a line kept as its only cell.
  const header = columns.size === 1 ? [...columns.keys(), ''] : [...columns.keys()]
  return {
    file,
    header,
    headerRow: records[0]?.rowNo ?? 1,
    rows: records.map(
      ({ rowNo, line, record }): RawRow => ({
        rowNo,
        cells: record ? header.map((name) => record.get(name) ?? null) : [line],
      }),
    ),
    ignored: lines.flatMap(({ rowNo, line }) => {
      if (line === '') return [{ rowNo, reason: 'blank' }]
      return said.some((one) => one.rowNo === rowNo) ? [{ rowNo, reason: 'title' }] : []
    }),
    above: said.map(({ line }) => line),
    warnings: [],
  }
}

function recordOf(line: string, sign: DecimalSign): Map<string, string | null> | null {
  let parsed: Json
  try {
    parsed = JSON.parse(line) as Json
  } catch {
    return null
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null
  const cells = new Map<string, string | null>()
  return flatten(parsed, '', cells, sign) ? cells : null
}

/** False when something in the object cannot be one cell. */
function flatten(
  object: { readonly [key: string]: Json },
  prefix: string,
  cells: Map<string, string | null>,
  sign: DecimalSign,
): boolean {
  return Object.entries(object).every(([key, value]) => {
    const name = `${prefix}${key}`
    if (Array.isArray(value)) {
      const parts = value.map((one) => scalar(one, sign))
      if (parts.some((part) => part === undefined)) return false
      cells.set(name, cellText(parts.filter((part) => part !== null).join('|')))
      return true
    }
    if (typeof value === 'object' && value !== null) return flatten(value, `${name}.`, cells, sign)
    const cell = scalar(value, sign)
    if (cell === undefined) return false
    cells.set(name, cell)
    return true
  })
}

function scalar(value: Json, sign: DecimalSign): string | null | undefined {
  if (value === null) return null
  if (typeof value === 'string') return cellText(value)
  if (typeof value === 'boolean') return value ? 'oui' : 'non'
  // Beyond 2^53 the digits that were written are lost: the row is set aside rather than altered.
  if (typeof value === 'number' && (!Number.isInteger(value) || Number.isSafeInteger(value)))
    return String(value).replace('.', sign)
  return undefined
}

function noObject(file: string, first: { rowNo: number; line: string } | undefined) {
  return refusal({
    code: first ? 'no-header' : 'empty-file',
    file,
    row: first?.rowNo,
    problem: first ? 'aucune ligne n’est un objet JSON' : 'le fichier ne contient que des blancs',
    found: first?.line,
    expected: 'un objet JSON par ligne, {"colonne": valeur}',
    remedy: 'exporter en JSON Lines (un enregistrement par ligne), puis déposer le fichier de nouveau',
  })
}
