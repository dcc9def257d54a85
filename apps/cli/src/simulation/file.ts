import { SIMULATED_MARKER } from '@retombees/ingest/simulated-marker'
import type { Programme } from '@retombees/programme/programme'
import type { SourceFile } from '@retombees/programme/source-file'
import type { Dice } from './dice.ts'
import type { SimulatedRow, SimulatedTable } from './record.ts'
import { withSlips } from './slips.ts'
import { writtenColumns } from './written.ts'

/** A file that is ready to be written. */
export interface SimulatedFile {
  readonly name: string
  readonly source: string
  readonly rows: number
  readonly text: string
}

/** The files by which a table would have been sent to a source of the programme: one, or one for each part. */
export function filesOf(
  { rows, part, headings }: Pick<SimulatedTable, 'rows' | 'part' | 'headings'>,
  source: SourceFile,
  programme: Programme,
  seed: number,
  dice: Dice,
): SimulatedFile[] {
  if (source.format.kind === 'xlsx') return []
  const lines = source.format.kind === 'json-lines' ? jsonLines : delimited(delimiterOf(source))
  const columns = writtenColumns(source, programme, headings)
  const parts = new Map<string, SimulatedRow[]>()
  for (const row of rows) {
    if (!fits(row, source)) continue
    const name = part?.(row) ?? ''
    const known = parts.get(name)
    if (known) known.push(row)
    else parts.set(name, [row])
  }
  return [...parts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, some]) => {
      const written = some.map((row) => columns.map((column) => column.write(row)))
      const typed = withSlips(written, columns, dice)
      const marker = `# ${SIMULATED_MARKER} seed=${seed}`
      const headings = columns.map(({ heading }) => heading)
      const text = [marker, ...lines(headings, typed)]
      return {
        name: fileName(source, name),
        source: source.id,
        rows: typed.length,
        text: `${text.join('\n')}\n`,
      }
    })
}

type Lines = (headings: readonly string[], rows: readonly (readonly string[])[]) => string[]

function delimiterOf({ format }: SourceFile): string {
  return format.kind === 'csv' && format.delimiter !== 'auto' ? format.delimiter : ';'
}

function delimited(delimiter: string): Lines {
  return (headings, rows) =>
    [headings, ...rows].map((cells) => cells.map((cell) => quoted(cell, delimiter)).join(delimiter))
}

/** An object a row; a machine writes nothing under a name that has no value. A row with a cell too many or too few is cut short. */
const jsonLines: Lines = (headings, rows) =>
  rows.map((cells) => {
    const written = headings.flatMap((heading, at) => (cells[at] ? [[heading, cells[at]]] : []))
    const line = JSON.stringify(Object.fromEntries(written))
    return cells.length === headings.length ? line : line.slice(0, -2)
  })

/** A source may hold for one territory or one centre only: it gets its own rows. */
function fits({ fields }: SimulatedRow, { constants }: SourceFile): boolean {
  return ['territory', 'centre'].every(
    (name) => constants[name] === undefined || constants[name] === fields[name],
  )
}

function fileName({ files, id }: SourceFile, part: string): string {
  const suffix = part === '' ? '-simule' : `-simule-${part}`
  const pattern = files[0] ?? `${id}*.csv`
  return pattern.includes('*') ? pattern.replace('*', suffix).replaceAll('*', '') : pattern
}

function quoted(cell: string, delimiter: string): string {
  return /["\n\r]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell
}
