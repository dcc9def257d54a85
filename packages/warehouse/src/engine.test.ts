import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { createTable } from './ddl.ts'
import { type Engine, openEngine, READING, WRITING } from './engine.ts'
import { QueryError, RowError, WarehouseError } from './errors.ts'
import type { Table } from './table.ts'
import { TABLES } from './tables.ts'

const folder = mkdtempSync(join(tmpdir(), 'retombees-engine-'))
const opened: Engine[] = []
afterEach(async () => {
  for (const engine of opened.splice(0)) await engine.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function open(path = ':memory:', readOnly = false): Promise<Engine> {
  const engine = await openEngine(path, { ...(readOnly ? READING : WRITING), readOnly })
  opened.push(engine)
  return engine
}

function tableNamed(name: string): Table {
  const table = TABLES.find((one) => one.name === name)
  if (!table) throw new Error(name)
  return table
}

const ORIGIN = { load_id: 'l', row_no: 2, provenance: 'published' }

describe('what comes back from the engine', () => {
  it('has dates as ISO text, decimals as exact text, big integers as bigint, absences as null', async () => {
    const engine = await open()
    const [row] = await engine.all(`select date '2018-09-12' as d, timestamp '2018-09-12 10:11:12.5' as t,
      12.30::decimal(14,2) as m, 9007199254740993::bigint as b, sum(1) as s, 3 as i, 1.5::double as f,
      true as yes, null as none, ['a', null] as list, {'x': date '2018-01-01', 'y': [1]} as struct,
      timestamptz '2018-09-12 10:00:00+02' as z, 'ab'::blob as bytes, 'é’œ' as text`)
    expect(row).toEqual({
      d: '2018-09-12',
      t: '2018-09-12T10:11:12.5',
      m: '12.30',
      b: 9007199254740993n,
      s: 1n,
      i: 3,
      f: 1.5,
      yes: true,
      none: null,
      list: ['a', null],
      struct: { x: '2018-01-01', y: [1] },
      z: '2018-09-12T08:00:00.000Z',
      bytes: new Uint8Array([97, 98]),
      text: 'é’œ',
    })
  })

  it('returns the rows of a query whose column is called count', async () => {
    const engine = await open()
    await engine.run(createTable(tableNamed('funding'), 'internal'))
    const result = await sql<{ count: bigint }>`select count(*) as count from funding`.execute(engine.db)
    expect(result).toMatchObject({ rows: [{ count: 0n }] })
    expect(result.numAffectedRows).toBeUndefined()
  })

  it('streams in chunks', async () => {
    const engine = await open()
    let seen = 0
    const query = engine.db.selectFrom(sql<{ i: bigint }>`range(5000)`.as('r')).selectAll()
    for await (const _ of query.stream()) seen += 1
    expect(seen).toBe(5000)
  })

  it('says which query failed', async () => {
    const engine = await open()
    const failure = await engine.all('select missing from nowhere').catch((error) => error)
    expect(failure).toBeInstanceOf(QueryError)
    expect(failure.sql).toBe('select missing from nowhere')
    expect(failure.message).toMatch(/nowhere/)
  })
})

describe('what goes into the engine', () => {
  it('binds text, numbers, big numbers, booleans and null, and compares a date with its ISO text', async () => {
    const engine = await open()
    const [row] = await engine.all(
      "select $1 as s, $2 as i, $3 as big, $4 as f, $5 as yes, $6 as none, date '2018-09-12' >= $7 as later",
      ['é', 3, 2 ** 40, 0.5, true, null, '2018-09-11'],
    )
    expect(row).toEqual({ s: 'é', i: 3, big: 2n ** 40n, f: 0.5, yes: true, none: null, later: true })
  })

  it.each([[new Date()], [undefined], [Number.NaN], [{}]])(
    'refuses %s rather than bind it wrongly',
    async (value) => {
      const engine = await open()
      await expect(engine.all('select $1', [value])).rejects.toThrow(/Paramètre/)
    },
  )

  it('counts the rows that a statement changed', async () => {
    const { db, run } = await open()
    await run(createTable(tableNamed('funding'), 'internal'))
    const row = { ...ORIGIN, territory: 'a', funder: 'b', year: 2018 }
    const inserted = await db
      .insertInto('funding')
      .values([
        { ...row, amount: '1.10' },
        { ...row, amount: null },
      ])
      .executeTakeFirst()
    expect(inserted.numInsertedOrUpdatedRows).toBe(2n)
    expect(
      (await db.deleteFrom('funding').where('amount', 'is', null).executeTakeFirst()).numDeletedRows,
    ).toBe(1n)
    const total = db.selectFrom('funding').select(({ fn }) => fn.sum('amount').as('total'))
    expect(await total.executeTakeFirst()).toEqual({ total: '1.10' })
  })

  it('rolls a failed transaction back', async () => {
    const { db, run } = await open()
    await run(createTable(tableNamed('funding'), 'internal'))
    const attempt = db.transaction().execute(async (trx) => {
      await trx
        .insertInto('funding')
        .values({ ...ORIGIN, territory: 'a', funder: 'b', year: 1, amount: null })
        .execute()
      throw new Error('no')
    })
    await expect(attempt).rejects.toThrow('no')
    expect(await db.selectFrom('funding').selectAll().execute()).toEqual([])
  })

  it('appends rows exactly, chunk after chunk, in their order', async () => {
    const engine = await open()
    const table = tableNamed('funding')
    await engine.run(createTable(table, 'internal'))
    const rows = Array.from({ length: 5000 }, (_, at) => ({
      ...ORIGIN,
      row_no: at,
      territory: 't',
      funder: at % 2 ? 'é\u0000’' : '',
      year: 2018,
      amount: at % 3 ? `-${at}.5` : null,
    }))
    expect(await engine.append(table, rows)).toBe(5000)
    const back = await engine.db.selectFrom('funding').selectAll().execute()
    expect(back).toEqual(rows.map((row) => ({ ...row, amount: row.amount && `${row.amount}0` })))
  })

  it.each([
    ['amount', '1.005', /2 décimales/],
    ['amount', '1,5', /1,5/],
    ['amount', '1e3', /décimales/],
    ['amount', '1234567890123.00', /décimales/],
    ['year', 2018.5, /entier/],
    ['year', 2 ** 31, /entier/],
    ['territory', null, /une valeur/],
    ['territory', 3, /un texte/],
    ['territory', '\ud800', /un texte/],
    ['typo', 'x', /l’une de load_id/],
  ])('refuses a %s of %s, naming table, row and column', async (column, value, message) => {
    const engine = await open()
    const table = tableNamed('funding')
    await engine.run(createTable(table, 'internal'))
    const row = {
      ...ORIGIN,
      row_no: 7,
      territory: 't',
      funder: 'f',
      year: 2018,
      amount: null,
      [column]: value,
    }
    const failure = await engine.append(table, [row]).catch((error) => error)
    expect(failure).toBeInstanceOf(RowError)
    expect(failure.message).toMatch(message)
    expect(failure).toMatchObject({ table: 'funding', row: 7, column })
  })

  it.each([
    ['DATE', '2018-09-12', '2018-09-12'],
    ['DATE', '2018-02-30', null],
    ['DATE', '12/09/2018', null],
    ['TIMESTAMP', '2018-10-28T02:30:00', '2018-10-28T02:30:00'],
    ['TIMESTAMP', '2018-10-28T02:30:00Z', null],
    ['BIGINT', '9007199254740993', 9007199254740993n],
    ['BOOLEAN', 1, null],
  ] as const)('writes a %s from %s only when a calendar and the type hold it', async (type, given, back) => {
    const engine = await open()
    const target = { name: 'one', columns: [{ name: 'x', type, nullable: false, description: '' }] }
    await engine.run(`create table one (x ${type})`)
    if (back === null) await expect(engine.append(target, [{ x: given }])).rejects.toThrow(RowError)
    else {
      await engine.append(target, [{ x: given }])
      expect(await engine.all('select x from one')).toEqual([{ x: back }])
    }
  })
})

describe('the walls of an engine', () => {
  it('takes the memory and threads it was given, and fetches no extension', async () => {
    const engine = await open()
    const settings = await engine.all<{ name: string; value: string }>(
      `select name, value from duckdb_settings() where name in ('memory_limit', 'threads', 'autoinstall_known_extensions', 'autoload_known_extensions', 'temp_directory')`,
    )
    expect(Object.fromEntries(settings.map(({ name, value }) => [name, value]))).toEqual({
      memory_limit: '953.6 MiB',
      threads: '2',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      temp_directory: '',
    })
  })

  it('locks a read-only file down: no writing, no other file, no setting', async () => {
    const path = join(folder, 'locked.duckdb')
    writeFileSync(join(folder, 'secret.txt'), 'secret')
    const writer = await openEngine(path, { ...WRITING, readOnly: false })
    await writer.run('create table t as select 1 as a')
    await writer.close()
    const engine = await open(path, true)
    expect(await engine.all('select a from t')).toEqual([{ a: 1 }])
    for (const statement of [
      'create table u (a int)',
      'insert into t values (2)',
      `copy t to '${join(folder, 'out.csv')}'`,
      `select * from read_text('${join(folder, 'secret.txt')}')`,
      `attach '${join(folder, 'other.duckdb')}'`,
      'set threads = 8',
      "set memory_limit = '8GB'",
      'set enable_external_access = true',
    ])
      await expect(engine.run(statement), statement).rejects.toThrow(QueryError)
  })

  it('refuses a second writer of the same file, in this process and in another', async () => {
    const path = join(folder, 'twice.duckdb')
    await open(path)
    await expect(openEngine(path, { ...WRITING, readOnly: false })).rejects.toMatchObject({
      code: 'file-locked',
    })
    const script = `const { DuckDBInstance } = require('@duckdb/node-api'); DuckDBInstance.create(${JSON.stringify(path)}).then(() => console.log('in'), () => console.log('out'))`
    expect(execFileSync(process.execPath, ['-e', script], { cwd: import.meta.dirname }).toString()).toBe(
      'out\n',
    )
  })

  it('says that a file is not a database instead of crashing', async () => {
    const path = join(folder, 'not.duckdb')
    writeFileSync(
      path,
      'not a database, but long enough to look like something that could be one'.repeat(100),
    )
    await expect(openEngine(path, { ...READING, readOnly: true })).rejects.toBeInstanceOf(WarehouseError)
  })

  it('lets running queries finish before it closes, and refuses later ones', async () => {
    const engine = await openEngine(':memory:', { ...WRITING, readOnly: false })
    const slow = Array.from({ length: 8 }, () =>
      engine.all<{ n: bigint }>('select count(*) as n from range(3000000) where range % 7 = 1'),
    )
    await new Promise((resolve) => setImmediate(resolve))
    const outcomes = Promise.allSettled(slow)
    await engine.close()
    const settled = await outcomes
    expect(settled.slice(0, 4).every((one) => one.status === 'fulfilled')).toBe(true)
    await expect(engine.all('select 1')).rejects.toMatchObject({ code: 'engine-closed' })
  })
})
