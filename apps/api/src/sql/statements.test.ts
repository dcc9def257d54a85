import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PublishedHome, publishedHome } from '../../../../tests/support/published-home.ts'
import { builtSqlChild } from '../../../../tests/support/sql-child.ts'
import { type AppUnderTest, appUnderTest } from '../fixtures/app-under-test.ts'
import { CHILD_MEMORY, type Ended, startRun } from './runner.ts'
import { openWorkspaces } from './workspace.ts'

let published: PublishedHome
let server: AppUnderTest

beforeAll(async () => {
  published = await publishedHome()
  server = appUnderTest({ from: published.home.root })
  await builtSqlChild()
})
afterAll(async () => {
  await server?.close()
  published?.remove()
})

interface Answer {
  data: { columns: { name: string; type: string }[]; rows: unknown[][]; rowCount: number; cut: string | null }
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const Cookie = await server.cookieOf('analyst')
  return server.post(path, body, { Cookie, Origin: 'http://localhost', ...headers })
}

async function ask(sql: string, parameters: unknown[] = []): Promise<Answer['data']> {
  const answer = await post('/api/v1/sql', { sql, parameters })
  if (answer.status !== 200) throw new Error(await answer.text())
  return ((await answer.json()) as Answer).data
}

async function problem(sql: string, headers: Record<string, string> = {}): Promise<Record<string, unknown>> {
  const answer = await post('/api/v1/sql', { sql }, headers)
  return { status: answer.status, ...((await answer.json()) as object) }
}

/** Runs a statement on a copy, in a child of its own, with limits that a test can wait for. */
async function run(
  sql: string,
  { seconds = 20, resident = CHILD_MEMORY.resident, stopAfter = 0 } = {},
): Promise<Ended> {
  const workspaces = openWorkspaces(server.home)
  const workspace = await workspaces.make()
  const started = startRun(
    await builtSqlChild(),
    {
      database: workspace.database,
      sql,
      parameters: [],
      memoryLimit: CHILD_MEMORY.limit,
      mostResident: resident,
      want: { kind: 'screen', rows: 10, bytes: 10_000 },
    },
    seconds,
  )
  if (stopAfter > 0) setTimeout(() => started.stop('cancelled'), stopAfter)
  const ended = await started.ended
  await workspace.remove()
  return ended
}

describe('a statement', () => {
  it('is answered with columns, types and rows; dates, decimals and large integers survive', async () => {
    const answer = await ask(
      "select count(*) as n, date '2018-09-12' as d, 1.50::decimal(6,2) as m, 9007199254740993 as big, 'nan'::double as x, [1, 2] as l, null as nothing from tallies",
    )
    expect(answer.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'n BIGINT',
      'd DATE',
      'm DECIMAL(6,2)',
      'big BIGINT',
      'x DOUBLE',
      'l INTEGER[]',
      'nothing INTEGER',
    ])
    const [row] = answer.rows
    expect(row?.slice(1)).toEqual(['2018-09-12', '1.50', '9007199254740993', 'NaN', [1, 2], null])
    expect(row?.[0]).toBeGreaterThan(100)
  })

  it('takes typed parameters, and leaves what stands in a text or a cast alone', async () => {
    const answer = await ask(
      "select :day + 1 as next, :n * 2 as double, :share as share, :yes and true as yes, ':day' as said, '1'::int as one, :none is null as none from (select 1) where 'É' <> :word",
      [
        { name: 'day', type: 'date', value: '2018-12-31' },
        { name: 'n', type: 'integer', value: 21 },
        { name: 'share', type: 'decimal', value: '-0,25' },
        { name: 'yes', type: 'boolean', value: true },
        { name: 'none', type: 'text', value: null },
        { name: 'word', type: 'text', value: "' or 1=1 --" },
        { name: 'unused', type: 'text', value: 'x' },
      ],
    )
    expect(answer.rows).toEqual([['2019-01-01', 42, '-0.25', true, ':day', 1, true]])
  })

  it('is cut at ten thousand rows, and says so', async () => {
    const answer = await ask('select range as i from range(10001)')
    expect(answer).toMatchObject({ rowCount: 10_000, cut: 'rows' })
    expect(answer.rows).toHaveLength(10_000)
    expect(await ask('select range as i from range(10000)')).toMatchObject({ rowCount: 10_000, cut: null })
    const heavy = await ask("select repeat('x', 1000000) from range(50)")
    expect(heavy.cut).toBe('bytes')
    expect(heavy.rowCount).toBeLessThan(9)
  })

  it('is refused in the reader’s language, with what was found, where, and what is near', async () => {
    const french = await problem('select *\nfrom kiosk_session')
    expect(french).toMatchObject({ status: 400, code: 'sql_refused', title: 'Requête refusée' })
    expect(french.detail).toContain('Table « kiosk_session » trouvée')
    expect(french.detail).toContain('(ligne 2, colonne 6)')
    expect(french.detail).toContain('« kiosk_sessions »')
    const english = await problem("select getenv('PATH')", { 'Accept-Language': 'en' })
    expect(english.detail).toContain('Function “getenv” found')
    expect((await problem('select nn from tallies')).detail).toContain('Colonne « nn » introuvable')
    // Whatever became of it, its folder is gone when it is answered.
    expect(readdirSync(join(server.home.root, 'sql'))).toEqual([])
  })

  it('is audited and kept in its author’s history with its verdict', async () => {
    await ask('select 41 + 1')
    await problem('drop table tallies')
    const history = await (await server.getAs('analyst', '/api/v1/sql/history')).json()
    const [refused, answered] = (history as { data: { sql: string; verdict: string; code: string | null }[] })
      .data
    expect(refused).toMatchObject({ sql: 'drop table tallies', verdict: 'refused', code: 'sql_refused' })
    expect(answered).toMatchObject({ sql: 'select 41 + 1', verdict: 'answered', code: null, rowCount: 1 })
    const audit = await (await server.getAs('admin', '/api/v1/audit')).json()
    const all = (audit as { data: { event: string; detail: string; role: string }[] }).data
    const lines = all.filter(({ event }) => event.startsWith('sql-'))
    expect(lines[0]).toMatchObject({ event: 'sql-refused', role: 'analyst' })
    expect(lines[0]?.detail).toContain('drop table tallies')
    expect(lines[1]).toMatchObject({ event: 'sql-answered' })
    const others = await (await server.getAs('evaluator', '/api/v1/sql/history')).json()
    expect(others).toEqual({ data: [] })
  })
})

describe('a statement that would not end', () => {
  const FOREVER = 'select count(*) from range(100000000000) a, range(1000000) b'

  it('is interrupted when its author cancels it, and the next in line is served', async () => {
    const id = crypto.randomUUID()
    const Cookie = await server.cookieOf('analyst')
    const running = post('/api/v1/sql', { sql: FOREVER, id })
    const cancel = (cookie: string) =>
      server.post(`/api/v1/sql/runs/${id}/cancel`, {}, { Cookie: cookie, Origin: 'http://localhost' })
    expect(await (await cancel(await server.cookieOf('evaluator'))).json()).toEqual({
      data: { cancelled: false },
    })
    expect(await (await cancel(Cookie)).json()).toEqual({ data: { cancelled: true } })
    const answer = await running
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([422, 'sql_cancelled'])
    expect((await ask('select 1')).rows).toEqual([[1]])
  })

  it('is interrupted in the engine, however early the cancel comes', async () => {
    for (const stopAfter of [1, 1500])
      expect(await run(FOREVER, { stopAfter })).toEqual({ kind: 'stopped', why: 'cancelled' })
  })

  it('is stopped when its time is over', async () => {
    expect(await run(FOREVER, { seconds: 1.5 })).toEqual({ kind: 'stopped', why: 'time' })
  })

  it('is ended when the process holds more than it may, whatever the engine thinks', async () => {
    const ended = await run("select max(length(repeat('x', 300000000 + range::integer))) from range(100)", {
      resident: 250 * 1024 * 1024,
    })
    expect(ended).toMatchObject({ kind: 'said', outcome: { kind: 'too-large', limit: 'memory' } })
  })
})

describe('the rows of a statement in a file', () => {
  const SQL =
    "select territory, year, sum(amount) as euros, '=1+1' as formula from funding where year >= :y group by all order by all; -- fin"
  const parameters = [{ name: 'y', type: 'integer', value: 2017 }]
  const exported = (format: string, sql = SQL) =>
    post('/api/v1/exports/sql', { sql, parameters, format, locale: 'fr' })

  it('equal the screen in every form, and no cell of it is a formula', async () => {
    const screen = await ask(SQL, parameters)
    const csv = await (await exported('csv')).text()
    const lines = csv.trim().split('\r\n')
    expect(lines[0]).toBe('territory;year;euros;formula;instantané')
    expect(lines).toHaveLength(screen.rowCount + 1)
    expect(lines[1]).toContain(`"'=1+1"`)
    const json = (await (await exported('json')).json()) as { rows: Record<string, unknown>[]; sql: string }
    expect(json.rows.map((row) => Object.values(row))).toEqual(screen.rows)
    const book = unzipSync(new Uint8Array(await (await exported('xlsx')).arrayBuffer()))
    const sheet = new TextDecoder().decode(book['xl/worksheets/sheet1.xml'])
    expect(sheet.match(/<row /g)).toHaveLength(screen.rowCount + 1)
    expect(sheet).not.toContain('<f>')
    const parquet = new Uint8Array(await (await exported('parquet')).arrayBuffer())
    expect(new TextDecoder().decode(parquet.slice(0, 4))).toBe('PAR1')
  })

  it('are all there or the file is not written', async () => {
    const answer = await exported('xlsx', 'select range from range(100001) where :y > 0')
    expect(answer.status).toBe(422)
    expect(((await answer.json()) as { detail: string }).detail).toMatch(/Plus de 100\s000 lignes/)
    const whole = await (await exported('csv', 'select range from range(20000) where :y > 0')).text()
    expect(whole.trim().split('\r\n')).toHaveLength(20_001)
  })

  it('are of the analyst face for whoever asks, and its file can be taken away', async () => {
    const answer = await server.getAs('evaluator', '/api/v1/exports/analyst.duckdb')
    expect(answer.headers.get('content-disposition')).toMatch(/retombees-analystes-.+\.duckdb/)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect(new TextDecoder().decode(bytes.slice(8, 12))).toBe('DUCK')
    const Cookie = await server.cookieOf('evaluator')
    const asked = await server.post(
      '/api/v1/sql',
      { sql: 'from verbatims' },
      { Cookie, Origin: 'http://localhost' },
    )
    expect(asked.status).toBe(400)
  })
})

describe('queries that are kept', () => {
  it('are their author’s, read by others only when shared, and never changed by them', async () => {
    const keep = async (body: object, role: 'analyst' | 'evaluator' = 'analyst') =>
      server.post('/api/v1/sql/queries', body, {
        Cookie: await server.cookieOf(role),
        Origin: 'http://localhost',
      })
    const seen = async (role: 'analyst' | 'evaluator') =>
      ((await (await server.getAs(role, '/api/v1/sql/queries')).json()) as { data: { title: string }[] }).data
    const draft = { title: 'Effectifs', sql: 'from tallies', parameters: [], shared: false }
    const { data: kept } = (await (await keep(draft)).json()) as { data: { id: string } }
    expect(await seen('evaluator')).toEqual([])
    expect((await keep({ ...draft, id: kept.id, title: 'À moi' }, 'evaluator')).status).toBe(404)
    await keep({ ...draft, id: kept.id, shared: true })
    expect(await seen('evaluator')).toMatchObject([{ id: kept.id, mine: false, shared: true }])
    const remove = async (role: 'analyst' | 'evaluator') =>
      server.app.request(`/api/v1/sql/queries/${kept.id}`, {
        method: 'DELETE',
        headers: { Cookie: await server.cookieOf(role), Origin: 'http://localhost' },
      })
    expect(await (await remove('evaluator')).json()).toEqual({ data: { removed: false } })
    expect(await (await remove('analyst')).json()).toEqual({ data: { removed: true } })
    expect(await seen('analyst')).toEqual([])
  })
})
