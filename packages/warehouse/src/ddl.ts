import type { Face } from '@retombees/contract/role'
import { identifier, literal } from './sql-text.ts'
import type { Column, Table } from './table.ts'
import { TABLES } from './tables.ts'

/** The tables that a face holds. */
export function tablesOf(face: Face, tables: readonly Table[] = TABLES): readonly Table[] {
  return tables.filter((table) => table.faces.includes(face))
}

/** The columns of a table that a face holds: all of them, but those that say they are for other faces. */
export function columnsOf(table: Table, face: Face): readonly Column[] {
  return table.columns.filter((column) => !column.faces || column.faces.includes(face))
}

/** The statements that make a table in a face, with what each column means written in the file. */
export function createTable(table: Table, face: Face): string {
  const name = identifier(table.name)
  const columns = columnsOf(table, face)
  const lines = columns.map(
    (column) => `${identifier(column.name)} ${column.type}${column.nullable ? '' : ' not null'}`,
  )
  const comments = columns.map(
    (column) => `comment on column ${name}.${identifier(column.name)} is ${literal(column.description)}`,
  )
  return [
    `create table ${name} (${lines.join(', ')})`,
    `comment on table ${name} is ${literal(table.description)}`,
    ...comments,
    '',
  ].join(';\n')
}
