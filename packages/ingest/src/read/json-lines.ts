import { refusal } from '../errors.ts'
import type { RawRow, RawTable } from '../raw-table.ts'
import type { DecimalSign } from '../values/number.ts'
import { cellText } from './grid.ts'

type Json = string | number | boolean | null | Json[] | { readonly [key: string]: Json }

/** A text beyond this is refused: it is held in memory, several times its size, until its rows are archived. */
export const MOST_JSON_BYTES = 128 * 1024 ** 2

/** Throws IngestError for a text of JSON Lines that is too long to be held. */
export function refuseLongJson(bytes: number, file: string, most = MOST_JSON_BYTES): void {
  if (bytes <= most) return
  const megabytes = (size: number) => `${Math.ceil(size / 1024 ** 2)} Mo`
  throw refusal({
    code: 'file-too-large',
    file,
    problem: 'ce fichier JSON Lines, une fois décompressé, est trop grand pour être lu ligne à ligne',
    found: megabytes(bytes),
    expected: `${megabytes(most)} au plus`,
    remedy: 'le couper en plusieurs fichiers (par mois), ou exporter en CSV, qui n’a pas cette limite',
  })
}

/**
 * Reads one JSON object a line. A key is a column, `a.b` where it is nested, in the order of its first appearance;
 * a list of plain values is joined by `|`. A line that is no object, or holds a list of objects or a number too long to
 * be kept, keeps its text as its only cell. Throws IngestError when no line is an object.
 */
export function readJsonLines(text: string, sign: DecimalSign, file: string): RawTable {
  const columns = new Map<string, number>()
  const rows: { rowNo: number; cells: (string | null)[]; isRecord: boolean }[] = []
  const above: string[] = []
  const ignored: { rowNo: number; reason: string }[] = []
  const end = text.trimEnd().length
  let rowNo = 0
  for (let from = 0; from < end; ) {
    const until = text.indexOf('\n', from)
    const line = text.slice(from, until === -1 ? end : until).trim()
    from = until === -1 ? end : until + 1
    rowNo += 1
    if (line === '') ignored.push({ rowNo, reason: 'blank' })
    else if (rows.length === 0 && line.startsWith('#')) {
      // What stands above the objects after a « # » is said of the file, as above the headings of a table.
      above.push(line)
      ignored.push({ rowNo, reason: 'title' })
    } else {
      const cells = cellsOf(line, sign, columns)
      rows.push({ rowNo, cells: cells ?? [line], isRecord: cells !== null })
    }
  }
  if (columns.size === 0) throw noObject(file, rows[0])
  // A heading of one column would be indistinguishable from a line kept as its only cell.
  const header = columns.size === 1 ? [...columns.keys(), ''] : [...columns.keys()]
  return {
    file,
    header,
    headerRow: rows[0]?.rowNo ?? 1,
    rows: rows.map(({ rowNo: line, cells, isRecord }): RawRow => {
      while (isRecord && cells.length < header.length) cells.push(null)
      return { rowNo: line, cells }
    }),
    ignored,
    above,
    warnings: [],
  }
}

/** The cells of an object under the columns known so far, to which its own are added; null of a line that is kept whole. */
function cellsOf(line: string, sign: DecimalSign, columns: Map<string, number>): (string | null)[] | null {
  const record = recordOf(line, sign)
  if (!record) return null
  for (const name of record.keys()) if (!columns.has(name)) columns.set(name, columns.size)
  return Array.from(columns.keys(), (name) => record.get(name) ?? null)
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

function noObject(file: string, first: RawRow | undefined) {
  return refusal({
    code: first ? 'no-header' : 'empty-file',
    file,
    row: first?.rowNo,
    problem: first ? 'aucune ligne n’est un objet JSON' : 'le fichier ne contient que des blancs',
    found: first?.cells[0] ?? undefined,
    expected: 'un objet JSON par ligne, {"colonne": valeur}',
    remedy: 'exporter en JSON Lines (un enregistrement par ligne), puis déposer le fichier de nouveau',
  })
}
