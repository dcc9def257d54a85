import type { SourceFile } from '@retombees/programme/source-file'
import type { Columns } from './columns.ts'
import type { DateOrders } from './date-orders.ts'
import type { Fault } from './fault.ts'
import { IMPOSSIBLE, personOf } from './protect/person-key.ts'
import type { RawRow, RawTable } from './raw-table.ts'
import { columnLetter } from './read/grid.ts'
import type { Values } from './tables/target-table.ts'
import { readBounded, readValue, type Value } from './values/read-value.ts'
import type { CodeContext, CodeSet, Vocabulary } from './values/vocabulary.ts'

/** One column that became a row: its key, and what its cell says. */
export interface Measure {
  readonly key: string | number
  readonly index: number
  readonly value: Value
  /** Other fields that the column gives a value. */
  readonly set: Readonly<Record<string, string | number>>
}

/** A row as its source reads it, with everything that is wrong in it. */
export interface ReadRow {
  readonly rowNo: number
  readonly cells: readonly (string | null)[]
  readonly values: Values
  readonly measures: readonly Measure[]
  readonly faults: readonly Fault[]
}

export interface RowReading {
  readonly table: RawTable
  readonly source: SourceFile
  readonly columns: Columns
  /** What comes first in the dates of each column. */
  readonly orders: DateOrders
  /** Zone of wall time. */
  readonly timezone: string
  readonly vocabulary: (codes: CodeSet | Readonly<Record<string, string>>, context: CodeContext) => Vocabulary
}

/** Reads every cell of a row. `carried` holds the last value of each field that is filled down, and is moved on. */
export function readRow(row: RawRow, carried: Map<string, string>, reading: RowReading): ReadRow {
  const { table, source, columns } = reading
  const misplaced = misalignment(row, table, source)
  if (misplaced) return { ...row, values: {}, measures: [], faults: [misplaced] }
  const faults: Fault[] = []
  const values: Record<string, Value> = { ...source.constants }
  for (const [name, field] of inReadingOrder(source)) {
    const index = columns.fields.get(name)
    if (index === undefined) continue
    const heading = table.header[index] ?? name
    const cell =
      field.fill === 'down' ? fill(name, row.cells[index] ?? null, carried) : (row.cells[index] ?? null)
    const calendar = { order: reading.orders.get(index) ?? 'iso', timezone: reading.timezone }
    const context = { questionnaire: textOf(values.questionnaire), variable: textOf(values.variable) }
    const read = readValue(
      cell,
      heading,
      field,
      source.decimal,
      () => reading.vocabulary(field.codes ?? {}, context),
      calendar,
    )
    if (read.fault) faults.push(read.fault)
    else if (read.value === null && field.required) faults.push(emptyCell(heading))
    values[name] = read.fault ? null : read.value
  }
  if (source.person) {
    const digests = columns.persons.map(({ indexes: [first = -1] }) => row.cells[first] ?? null)
    if (digests.includes(IMPOSSIBLE)) faults.push(impossibleBirth(columns, table))
    values[source.person.field] = personOf(digests)
  }
  const measures = columns.unpivot.map(({ key, index, set }): Measure => {
    const heading = table.header[index] ?? String(key)
    const rule = source.unpivot as NonNullable<SourceFile['unpivot']>
    const read = readBounded(row.cells[index] ?? null, heading, rule, source.decimal)
    if (read.fault) faults.push(read.fault)
    return { key, index, set, value: read.fault ? null : read.value }
  })
  return { ...row, values, measures, faults }
}

/** Codes come last: which ones a cell may hold follows from the variable of its row. */
function inReadingOrder(source: SourceFile): [string, SourceFile['fields'][string]][] {
  const rank = (codes: unknown) => (codes === 'codes' ? 2 : codes === 'variables' ? 1 : 0)
  return Object.entries(source.fields).sort(([, a], [, b]) => rank(a.codes) - rank(b.codes))
}

function fill(name: string, cell: string | null, carried: Map<string, string>): string | null {
  if (cell === null) return carried.get(name) ?? null
  carried.set(name, cell)
  return cell
}

function misalignment({ cells }: RawRow, { header }: RawTable, { format }: SourceFile): Fault | null {
  if (cells.length !== header.length && format.kind === 'json-lines')
    return {
      code: 'bad-json',
      column: null,
      value: null,
      problem: 'cette ligne n’est pas un objet JSON de valeurs simples',
      remedy: 'corriger l’export : un objet par ligne, sans liste d’objets',
    }
  // The title of a block is a cell that the file did not have.
  const added = format.kind !== 'json-lines' && format.blocks ? 1 : 0
  const found = cells.length - added
  if (cells.length !== header.length)
    return {
      code: 'field-count',
      column: null,
      value: null,
      problem: `${found} ${found === 1 ? 'cellule' : 'cellules'} pour ${header.length - added} colonnes`,
      remedy:
        'vérifier les séparateurs et les guillemets de la ligne (une cellule qui contient le séparateur se met entre guillemets)',
    }
  const stray = header.findIndex((heading, index) => heading === '' && cells[index] !== null)
  if (stray === -1) return null
  return {
    code: 'outside-table',
    column: columnLetter(stray),
    value: cells[stray] ?? null,
    problem: 'cette cellule est dans une colonne sans intitulé',
    remedy: 'donner un intitulé à la colonne, ou retirer la cellule',
  }
}

function emptyCell(column: string): Fault {
  return {
    code: 'required',
    column,
    value: null,
    problem: 'la cellule est vide et ne peut pas l’être',
    remedy: 'la remplir',
  }
}

function impossibleBirth({ persons }: Columns, { header }: RawTable): Fault {
  const birth = persons.find(({ kind }) => kind === 'birth-date' || kind === 'birth-year')
  return {
    code: 'impossible-age',
    column: header[birth?.indexes[0] ?? -1] ?? null,
    value: null,
    problem:
      'cette naissance n’est pas possible (dans le futur, ou il y a plus de 120 ans), ou ne se lit pas',
    remedy: 'corriger la cellule, ou la vider',
  }
}

function textOf(value: Value | undefined): string | undefined {
  return value === null || value === undefined ? undefined : String(value)
}
