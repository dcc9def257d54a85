import type { Correction } from '@retombees/ingest/mend'
import { DELIMITERS, splitCsv } from '@retombees/ingest/read/csv'
import { decodeText } from '@retombees/ingest/read/decode-text'
import type { MendRequest } from '@retombees/pipeline/mend'
import type { SetAside } from '@retombees/pipeline/set-aside'
import { z } from 'zod'
import { UsageError } from './environment.ts'

/** What stands before the columns of the file itself; the last two are to be read, not to be mended. */
const ABOUT = Object.freeze(['chargement', 'ligne', 'code', 'à faire'] as const)

/** The rows of a load that are set aside, as a CSV that a spreadsheet opens: mended there, `readMends` takes it back. */
export function mendFile({ loadId, header, rows }: SetAside): string {
  const lines = rows.map((row) => [loadId, String(row.row_no), row.code, row.message, ...row.cells])
  const text = [[...ABOUT, ...header], ...lines].map((cells) => cells.map(quoted).join(';'))
  return `\uFEFF${text.join('\r\n')}\r\n`
}

const Line = z.object({
  load_id: z.string(),
  row_no: z.number().int(),
  fields: z.record(z.string(), z.string().nullable()),
})

/**
 * The corrections of a file: the CSV that `mendFile` wrote, whatever the spreadsheet made of its separator, or an
 * object a line (`load_id`, `row_no`, `fields`: the cells that change, by heading). Throws a UsageError that says where
 * it cannot be read.
 */
export function readMends(bytes: Uint8Array, name: string): MendRequest[] {
  const { text } = decodeText(bytes, 'auto', name)
  return text.trimStart().startsWith('{') ? fromObjects(text, name) : fromCsv(text, name)
}

function fromObjects(text: string, name: string): MendRequest[] {
  return text.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return []
    const read = Line.safeParse(parsed(line))
    if (!read.success)
      throw new UsageError(
        `${name}, ligne ${at + 1} : un objet { "load_id", "row_no", "fields" } est attendu ; corrigez la ligne.`,
      )
    const { load_id: loadId, row_no: rowNo, fields } = read.data
    return [{ loadId, rowNo, fields }]
  })
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

function fromCsv(text: string, name: string): MendRequest[] {
  const delimiter = DELIMITERS.find((one) => text.slice(ABOUT[0].length).startsWith(one)) ?? ';'
  const [head, ...rows] = splitCsv(text, delimiter, name).rows
  const headings = head?.cells.map((cell) => cell ?? '') ?? []
  if (ABOUT.slice(0, 2).some((heading, at) => headings[at]?.trim().toLowerCase() !== heading))
    throw new UsageError(
      `${name}, ligne 1 : les colonnes « chargement » et « ligne » sont attendues d’abord, comme les écrit « retombees quarantine --export ».`,
    )
  return rows.flatMap(({ rowNo, cells }) => {
    if (cells.every((cell) => cell === null)) return []
    const line = Number(cells[1])
    if (!cells[0] || !Number.isInteger(line) || cells.length !== headings.length)
      throw new UsageError(
        `${name}, ligne ${rowNo} : un chargement, un numéro de ligne et ${headings.length} cellules sont attendus, ${cells.length} trouvées.`,
      )
    const fields: Correction = Object.fromEntries(
      headings.flatMap((heading, at) => (at < ABOUT.length ? [] : [[heading, cells[at] ?? null]])),
    )
    return [{ loadId: cells[0], rowNo: line, fields }]
  })
}

/** A cell that a spreadsheet would compute is written as text. */
function quoted(cell: string | null): string {
  const text = cell ?? ''
  return /[";\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
