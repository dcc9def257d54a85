import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { tablesOf } from '@retombees/warehouse/ddl'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readAttacks, readHonest } from '../../../../../tests/security/corpus.ts'
import { FUNCTIONS, TABLE_FUNCTIONS } from './functions.ts'
import { passGate } from './gate.ts'
import { GateRefusal, type Refusal } from './refusal.ts'

const TABLES = new Set(tablesOf('analyst').map(({ name }) => name))

let parser: DuckDBConnection

beforeAll(async () => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '128MB' })
  parser = await instance.connect()
})
afterAll(() => parser.closeSync())

/** What the gate says of a statement: null when it passes. Nothing is run. */
async function refusalOf(sql: string, parameters: string[] = []): Promise<Refusal | null> {
  const read = await parser.runAndReadAll('select json_serialize_sql($1::varchar)', [sql])
  return refusal(JSON.parse(String(read.getRows()[0]?.[0])), parameters)
}

function refusal(serialised: unknown, parameters: string[] = []): Refusal | null {
  try {
    passGate(serialised, { tables: TABLES, parameters: new Set(parameters) })
    return null
  } catch (error) {
    if (error instanceof GateRefusal) return error.refusal
    throw error
  }
}

describe('the gate', () => {
  it('refuses every attack that must not reach the engine, and nothing that the engine may be asked', async () => {
    const wrong: string[] = []
    const attacks = readAttacks().filter(({ kind }) => kind !== 'nesting')
    for (const { end, sql } of attacks)
      if (((await refusalOf(sql)) !== null) !== (end === 'refused')) wrong.push(`${end}: ${sql}`)
    expect(wrong).toEqual([])
    expect(attacks.length).toBeGreaterThan(300)
  })

  it('lets every honest query through', async () => {
    const wrong: string[] = []
    for (const sql of readHonest()) {
      const found = await refusalOf(sql)
      if (found) wrong.push(`${found.code} ${found.found}: ${sql}`)
    }
    expect(wrong).toEqual([])
    expect(readHonest().length).toBeGreaterThanOrEqual(40)
  })

  it('knows a WITH name only where it is in sight', async () => {
    expect(await refusalOf('with a as (select 1), b as (from a) select * from a, b, (from a)')).toBeNull()
    expect(await refusalOf('select * from (with a as (select 1) from a) x, a')).toMatchObject({ found: 'a' })
    expect(await refusalOf('with a as (from b), b as (select 1) from a')).toMatchObject({ found: 'b' })
    expect(await refusalOf('with a as (from a) from a')).toMatchObject({ found: 'a' })
    expect(await refusalOf('with recursive a as (select 1 union all from a) from a')).toBeNull()
    expect(await refusalOf('with a as (select 1) from main.a')).toMatchObject({ code: 'table' })
  })

  it('names what it found, where, and what is near it', async () => {
    expect(await refusalOf('select *\nfrom kiosk_session')).toEqual({
      code: 'table',
      found: 'kiosk_session',
      expected: 'kiosk_sessions',
      at: 14,
    })
    expect(await refusalOf('select avrage(n) from tallies')).toMatchObject({
      code: 'function',
      found: 'avrage',
    })
    expect(await refusalOf('select $x, $y', ['x'])).toMatchObject({ code: 'parameter', found: 'y' })
  })

  it('refuses a node, a key or a type that it has never seen, wherever it stands', async () => {
    const read = await parser.runAndReadAll("select json_serialize_sql('select n + 1 from tallies')")
    const text = String(read.getRows()[0]?.[0])
    expect(refusal(JSON.parse(text))).toBeNull()
    for (const [seen, unseen] of [
      ['"class":"FUNCTION"', '"class":"BOUND_FUNCTION"'],
      ['"type":"BASE_TABLE"', '"type":"COLUMN_DATA"'],
      ['"from_table":', '"from_file":'],
      ['"function_name":"+"', '"function_name":"read_text"'],
      ['"table_name":"tallies"', '"table_name":"tallies.csv"'],
    ] as const) {
      expect(text).toContain(seen)
      expect(refusal(JSON.parse(text.replace(seen, unseen))), unseen).not.toBeNull()
    }
  })

  it('opens functions that the engine has, and none that reads or tells of the engine', async () => {
    const read = await parser.runAndReadAll(
      "select distinct lower(function_name), bool_or(has_side_effects) from duckdb_functions() where function_type <> 'pragma' group by 1",
    )
    const known = new Set(read.getRows().map(([name]) => String(name)))
    // The parser makes something else of these.
    const rewritten = ['coalesce', 'if', 'ifnull']
    const opened = [...FUNCTIONS, ...TABLE_FUNCTIONS]
    expect(opened.filter((name) => !known.has(name) && !rewritten.includes(name))).toEqual([])
    const closed =
      /^(read_|parquet_|duckdb_|pragma_|query|glob|sniff|getenv|current_setting|nextval|json_.*sql|.*_scan)/
    expect(opened.filter((name) => closed.test(name))).toEqual([])
  })
})
