import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEngine, READING } from '@retombees/warehouse/engine'
import fc from 'fast-check'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PublishedHome, publishedHome } from '../../../../tests/support/published-home.ts'
import { type AppUnderTest, appUnderTest } from '../fixtures/app-under-test.ts'
import { column, type ExportTable, note } from './export-table.ts'
import { writeParquet } from './write-parquet.ts'

const snapshot = {
  id: 's',
  face: 'published',
  publishedAt: '2026-01-01T00:00:00Z',
  programmeDigest: 'd',
} as const
const table = (rows: ExportTable['rows']): ExportTable => ({
  title: { fr: 'Titre', en: 'Title' },
  columns: [
    column('name', 'nom', 'name'),
    column('n', 'effectif', 'count', 'integer'),
    column('share', 'part', 'share', 'percent'),
  ],
  rows,
  notes: [note('Base', 'Base', 'tous')],
  snapshot,
})

describe('a table as Parquet', () => {
  it('gives back every row, exactly, nulls and formulas included', async () => {
    const row = fc.tuple(
      fc.option(fc.string({ unit: 'grapheme' })),
      fc.option(fc.maxSafeInteger()),
      fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
        const file = writeParquet(table(rows), 'fr').buffer
        const read = await parquetReadObjects({ file })
        expect(read).toEqual(
          rows.map(([name, n, share]) => ({ name, n: n === null ? null : BigInt(n), share })),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('holds what it says of itself, in the language asked for', () => {
    const { key_value_metadata } = parquetMetadata(writeParquet(table([['=1+1', 1, 0.5]]), 'en').buffer)
    const about = JSON.parse(key_value_metadata?.find(({ key }) => key === 'retombees')?.value ?? '{}')
    expect(about).toMatchObject({ title: 'Title', snapshot, labels: { n: 'count' } })
    expect(about.notes).toEqual([{ label: 'Base', text: 'tous' }])
  })
})

describe('the exports of what is published, as Parquet', () => {
  let published: PublishedHome
  let server: AppUnderTest
  const folder = mkdtempSync(join(tmpdir(), 'retombees-parquet-'))
  beforeAll(async () => {
    published = await publishedHome()
    server = appUnderTest({ from: published.home.root })
  })
  afterAll(async () => {
    await server?.close()
    published?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  it.each([
    'indicators?',
    'funding?',
    'partners?territory=croissant-sud&',
    'surveys/staff-2018/tables?rows=q4a&',
  ])('are read by DuckDB, row for row what the JSON says: %s', async (path) => {
    const address = (format: string) => `/api/v1/exports/${path}format=${format}`
    const answer = await server.getAs('analyst', address('parquet'))
    expect(answer.headers.get('content-type')).toBe('application/vnd.apache.parquet')
    const file = join(folder, `${path.replaceAll(/\W/g, '')}.parquet`)
    writeFileSync(file, new Uint8Array(await answer.arrayBuffer()))
    const json = (await (await server.getAs('analyst', address('json'))).json()) as {
      columns: { key: string }[]
      rows: Record<string, unknown>[]
    }
    const engine = await openEngine(':memory:', { ...READING, readOnly: false })
    const rows = await engine.all<Record<string, unknown>>(`select * from read_parquet('${file}')`)
    await engine.close()
    const plain = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [key, typeof value === 'bigint' ? Number(value) : value]),
      ),
    )
    expect(plain).toEqual(json.rows)
    expect(plain.length).toBeGreaterThan(5)
  })
})
