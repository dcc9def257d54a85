import { createHash } from 'node:crypto'
import type { Engine } from './engine.ts'
import { identifier, literal } from './sql-text.ts'
import type { Table } from './table.ts'
import { PROGRAMME_LOAD } from './tables.ts'

/** How many rows a table holds and what they say, by load. */
export interface TableDigest {
  readonly name: string
  readonly rows: number
  /** By load (empty where a table knows none): number of rows and two sums, that change with any cell of any row. */
  readonly loads: Readonly<Record<string, string>>
}

/**
 * Reads every row of every table, or of these loads only: their number, and the exact sums of two 64-bit hashes of each
 * row. The order of rows does not count: a row is known by its load and number. Only the instant at which the
 * programme's own rows were published is left out, so that the same content published twice is the same.
 */
export async function tableDigests(
  engine: Pick<Engine, 'all'>,
  tables: readonly Pick<Table, 'name' | 'columns'>[],
  only?: readonly string[],
): Promise<TableDigest[]> {
  const sums = tables.map(({ name, columns }) => {
    const cells = columns.map((column) => cellOf(name, column.name))
    const knowsLoads = columns.some((column) => column.name === 'load_id')
    const wanted =
      only && knowsLoads ? ` where load_id in (${[...only].map(literal).join(', ') || 'null'})` : ''
    return `select ${literal(name)} as name, ${knowsLoads ? 'load_id' : "''"} as load, count(*) as n,
      sum(hash(${cells.join(', ')})) as low, sum(hash(${[...cells].reverse().join(', ')}, ${columns.length})) as high
      from ${identifier(name)}${wanted} group by 2`
  })
  const found = await engine.all<{ name: string; load: string; n: bigint; low: bigint; high: bigint }>(
    sums.join(' union all '),
  )
  return tables.map(({ name }) => {
    const own = found.filter((one) => one.name === name)
    return {
      name,
      rows: own.reduce((total, { n }) => total + Number(n), 0),
      loads: Object.fromEntries(own.map(({ load, n, low, high }) => [load, `${n} ${low} ${high}`])),
    }
  })
}

/** SHA-256 of the lines, in hexadecimal. */
export function digestOfLines(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n'), 'utf8').digest('hex')
}

function cellOf(table: string, column: string): string {
  return table === 'loads' && column === 'received_at'
    ? `case when starts_with(load_id, ${literal(`${PROGRAMME_LOAD}:`)}) then '' else received_at end`
    : identifier(column)
}
