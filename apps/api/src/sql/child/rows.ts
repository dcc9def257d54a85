import type { DuckDBResult } from '@duckdb/node-api'
import type { SqlColumn } from '@retombees/contract/sql'
import { toJavaScript } from '@retombees/warehouse/duckdb-values'
import type { Outcome, ScreenWanted } from './job.ts'

export type Row = readonly unknown[]

/** The columns of a result, each under a name of its own. */
export function columnsOf(result: DuckDBResult): SqlColumn[] {
  return result.deduplicatedColumnNames().map((name, at) => ({ name, type: String(result.columnType(at)) }))
}

/** The rows of a result as they come: dates as ISO text, decimals as exact text, big integers as bigint. */
export async function* rowsOf(result: DuckDBResult): AsyncIterableIterator<Row> {
  for await (const rows of result.yieldConvertedRows(toJavaScript)) yield* rows
}

/** JSON of a value: integers exact, what is no number of JSON's as text, bytes as hexadecimal. */
export function valueJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') {
      const number = Number(part)
      return Number.isSafeInteger(number) ? number : part.toString()
    }
    if (typeof part === 'number' && !Number.isFinite(part)) return String(part)
    if (part instanceof Uint8Array) return Buffer.from(part).toString('hex')
    return part
  })
}

/** The first rows, as far as the limits go, and the text of them as a JSON array of arrays. */
export async function firstRows(
  result: DuckDBResult,
  wanted: ScreenWanted,
): Promise<{ outcome: Outcome; body: string }> {
  const columns = columnsOf(result)
  const texts: string[] = []
  let bytes = 2
  let cut: 'rows' | 'bytes' | null = null
  for await (const row of rowsOf(result)) {
    if (texts.length === wanted.rows) {
      cut = 'rows'
      break
    }
    const text = valueJson(row)
    bytes += Buffer.byteLength(text) + 1
    if (bytes > wanted.bytes) {
      if (texts.length === 0)
        return { outcome: { kind: 'too-large', limit: 'bytes', most: wanted.bytes }, body: '' }
      cut = 'bytes'
      break
    }
    texts.push(text)
  }
  return { outcome: { kind: 'rows', columns, rowCount: texts.length, cut }, body: `[${texts.join(',')}]` }
}
