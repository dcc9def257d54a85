import { createHash } from 'node:crypto'
import type { Engine } from './engine.ts'
import { identifier, literal } from './sql-text.ts'
import type { Table } from './table.ts'
import { PROGRAMME_LOAD } from './tables.ts'

/** How many rows a table holds and what they say. */
export interface TableDigest {
  readonly name: string
  readonly rows: number
  /** Changes with any cell of any row and with their order. */
  readonly line: string
}

/**
 * Reads every row of every table: their number and the exact sums of both halves of each row's MD5. Only the instant at
 * which the programme's own rows were published is left out, so that the same content published twice is the same.
 */
export async function tableDigests(engine: Engine, tables: readonly Table[]): Promise<TableDigest[]> {
  const sums = tables.map(({ name }) => {
    const columns = name === 'loads' ? DATELESS : '*'
    return `select ${literal(name)} as name, count(*) as n, sum(md5_number_lower(line)) as low, sum(md5_number_upper(line)) as high
      from (select cells::varchar as line from (select rowid as place, ${columns} from ${identifier(name)}) as cells)`
  })
  const found = await engine.all<{ name: string; n: bigint; low: bigint | null; high: bigint | null }>(
    sums.join(' union all '),
  )
  return found.map(({ name, n, low, high }) => ({
    name,
    rows: Number(n),
    line: `${name} ${n} ${low ?? 0} ${high ?? 0}`,
  }))
}

/** SHA-256 of the lines, in hexadecimal. */
export function digestOfLines(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n'), 'utf8').digest('hex')
}

const DATELESS = `* replace (case when starts_with(load_id, ${literal(`${PROGRAMME_LOAD}:`)}) then '' else received_at end as received_at)`
