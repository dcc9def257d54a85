import type { Table } from '@retombees/warehouse/table'
import { TABLES } from '@retombees/warehouse/tables'
import { unknownId } from '../errors.ts'
import type { TableShape } from './dimensions.ts'

/** The fact table of that name. Throws a ModelError that lists the tables when there is none. */
export function factTable(name: string): Table {
  const found = TABLES.find((table) => table.name === name)
  if (found) return found
  throw unknownId(
    'unknown-table',
    'Table',
    name,
    TABLES.map((table) => table.name),
  )
}

/** Checks that a table has these columns. Throws a ModelError that names the first that is missing. */
export function requireColumns(name: string, columns: readonly string[]): void {
  const known = factTable(name).columns.map((column) => column.name)
  for (const column of columns) {
    if (!known.includes(column)) throw unknownId('unknown-column', `Colonne de ${name}`, column, known)
  }
}

export function hasColumn(name: string, column: string): boolean {
  return factTable(name).columns.some((each) => each.name === column)
}

/** A table as a query sees it; its words are the first of its description: « Journal des bornes ». */
export function shapeOf(name: string): TableShape {
  const { description, columns } = factTable(name)
  return {
    name,
    words: description.split(' :')[0] ?? description,
    columns: new Set(columns.map((each) => each.name)),
  }
}

const COLUMN_WORDS: Readonly<Record<string, string>> = Object.freeze({
  audience: 'public',
  kind: 'type',
  internal: 'interne au projet',
  provenance: 'provenance',
  certainty: 'certitude',
  printed: 'imprimé dans',
  member_kind: 'type',
})

/** What a column holds, in words: the first part of its description, where that is not a list of codes. */
export function columnWords(name: string, column: string): string {
  const known = COLUMN_WORDS[column]
  if (known !== undefined) return known
  const description = factTable(name).columns.find((each) => each.name === column)?.description ?? column
  const words = description.split(/ ?[;:,]/)[0] ?? column
  return words.charAt(0).toLowerCase() + words.slice(1)
}
