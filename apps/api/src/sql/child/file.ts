import { createWriteStream, statSync, writeFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api'
import type { SqlColumn } from '@retombees/contract/sql'
import { withoutSemicolons } from '@retombees/contract/sql-parameters'
import { type Cell, type CellType, type ExportTable, note } from '../../exports/export-table.ts'
import { CSV_MARK, csvLine, SNAPSHOT } from '../../exports/write-csv.ts'
import { writeXlsx } from '../../exports/write-xlsx.ts'
import type { FileWanted, Outcome } from './job.ts'
import { quoted } from './locked-instance.ts'
import { columnsOf, type Row, rowsOf, valueJson } from './rows.ts'
import { type Passed, select } from './select.ts'
import { boundValues } from './values.ts'

/** Thrown on the row, or the byte, that is one too many: a file is whole or it is not. */
class TooLarge extends Error {
  constructor(
    readonly limit: 'rows' | 'bytes',
    readonly most: number,
  ) {
    super(`more than ${most} ${limit}`)
  }
}

/** Writes every row of a query to a file. */
export async function writeFile(
  connection: DuckDBConnection,
  query: Passed,
  wanted: FileWanted,
): Promise<Outcome> {
  try {
    const rowCount = await WRITERS[wanted.format](connection, query, wanted)
    if (statSync(wanted.path).size > wanted.bytes) throw new TooLarge('bytes', wanted.bytes)
    return { kind: 'written', rowCount }
  } catch (error) {
    if (error instanceof TooLarge) return { kind: 'too-large', limit: error.limit, most: error.most }
    throw error
  }
}

type Writer = (connection: DuckDBConnection, query: Passed, wanted: FileWanted) => Promise<number>

const WRITERS: Readonly<Record<FileWanted['format'], Writer>> = Object.freeze({
  parquet: writeParquet,
  csv: async (connection, query, wanted) => {
    const result = await select(connection, query)
    const columns = columnsOf(result)
    const { locale, about } = wanted
    return stream(result, wanted, {
      head: CSV_MARK + csvLine([...columns.map(({ name }) => name), SNAPSHOT[locale]], locale),
      line: (row) => csvLine([...cells(row, columns), about.snapshot.id], locale),
      tail: '',
    })
  },
  json: async (connection, query, wanted) => {
    const result = await select(connection, query)
    const columns = columnsOf(result)
    const { snapshot, programme } = wanted.about
    const said = { snapshot: { ...snapshot, face: 'analyst' }, programme, sql: query.sql, columns }
    return stream(result, wanted, {
      head: `${JSON.stringify(said).slice(0, -1)},"rows":[`,
      line: (row, at) =>
        `${at === 0 ? '' : ','}\n${valueJson(Object.fromEntries(columns.map(({ name }, i) => [name, row[i]])))}`,
      tail: '\n]}\n',
    })
  },
  xlsx: async (connection, query, wanted) => {
    const result = await select(connection, query)
    const columns = columnsOf(result)
    const rows: Cell[][] = []
    for await (const row of counted(rowsOf(result), wanted.rows)) rows.push(cells(row, columns))
    writeFileSync(wanted.path, writeXlsx(workbook(columns, rows, query, wanted), wanted.locale))
    return rows.length
  },
})

async function writeParquet(
  connection: DuckDBConnection,
  { sql, parameters }: Passed,
  { path, rows, about }: FileWanted,
): Promise<number> {
  const { values, types } = boundValues(parameters)
  const copied = await connection.run(
    `copy (select * from (${withoutSemicolons(sql)}\n) limit ${rows + 1}) to ${quoted(path)} (format parquet, compression zstd, kv_metadata {retombees_snapshot: ${quoted(about.snapshot.id)}})`,
    values,
    types,
  )
  const count = Number(copied.rowsChanged)
  if (count > rows) throw new TooLarge('rows', rows)
  return count
}

async function stream(
  result: DuckDBResult,
  { path, rows, bytes }: FileWanted,
  form: { head: string; line(row: Row, at: number): string; tail: string },
): Promise<number> {
  let count = 0
  let size = 0
  async function* texts() {
    yield form.head
    for await (const row of counted(rowsOf(result), rows)) {
      const text = form.line(row, count)
      size += text.length
      if (size > bytes) throw new TooLarge('bytes', bytes)
      count += 1
      yield text
    }
    yield form.tail
  }
  await pipeline(Readable.from(texts()), createWriteStream(path))
  return count
}

async function* counted(rows: AsyncIterable<Row>, most: number): AsyncIterableIterator<Row> {
  let count = 0
  for await (const row of rows) {
    count += 1
    if (count > most) throw new TooLarge('rows', most)
    yield row
  }
}

function workbook(
  columns: readonly SqlColumn[],
  rows: readonly Cell[][],
  { sql, parameters }: Passed,
  { about }: FileWanted,
): ExportTable {
  return {
    title: { fr: `${about.programme.fr} : requête SQL`, en: `${about.programme.en}: SQL query` },
    columns: columns.map(({ name, type }) => ({
      key: name,
      label: { fr: name, en: name },
      type: cellType(type),
    })),
    rows,
    notes: [
      note('Requête', 'Query', sql),
      ...parameters.map(({ name, value }) =>
        note(`:${name}`, `:${name}`, value === null ? '' : String(value)),
      ),
      note('Lignes', 'Rows', String(rows.length)),
    ],
    snapshot: { ...about.snapshot, face: 'analyst' },
  }
}

const INTEGER = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/
const DECIMAL = /^(DECIMAL|DOUBLE|FLOAT)/

function cellType(type: string): CellType {
  if (INTEGER.test(type)) return 'integer'
  return DECIMAL.test(type) ? 'decimal' : 'text'
}

function cells(row: Row, columns: readonly SqlColumn[]): Cell[] {
  return row.map((value, at): Cell => {
    if (value === null || value === undefined) return null
    if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
    if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
    if (typeof value !== 'string') return valueJson(value)
    const exact = DECIMAL.test(columns[at]?.type ?? '') && value.replace(/\D/g, '').length <= 15
    return exact ? Number(value) : value
  })
}
