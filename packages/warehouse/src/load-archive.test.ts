import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openEngine, WRITING } from './engine.ts'
import { RowError, WarehouseError } from './errors.ts'
import { fundingRow, temporaryHome, writing } from './fixtures.ts'
import {
  conformedFiles,
  forgetConformed,
  parquet,
  readManifest,
  readRaw,
  writeConformed,
  writeLoad,
} from './load-archive.ts'
import type { LoadManifest } from './load-manifest.ts'
import type { Table } from './table.ts'
import { TABLES } from './tables.ts'

const home = temporaryHome()
afterAll(() => rmSync(home.root, { recursive: true, force: true }))

const manifest = (loadId: string): LoadManifest => ({
  loadId,
  key: 'k1',
  table: 'funding',
  source: 'budget',
  file: 'budget é.csv',
  sha256: 'ab',
  bytes: 12,
  receivedAt: '2026-01-01T00:00:00.000Z',
  provenance: 'published',
  counts: { read: 3, loaded: 1, quarantined: 1, ignored: 1 },
  warnings: [{ code: 'w', message: 'attention', row: 2 }],
  reading: { header: ['a', ''], headerRow: 1, above: ['titre'], ignored: [{ rowNo: 4, reason: 'total' }] },
})
const FUNDING = TABLES.find(({ name }) => name === 'funding') as Table
const parts = {
  raw: [
    { row_no: 2, fields: '{"a":"é"}', cells: null },
    { row_no: 3, fields: '{"a":"7"}', cells: '["7","x"]' },
  ],
  conformed: { definition: FUNDING, rows: [fundingRow('1.50', 2)] },
  quarantine: [{ row_no: 3, column_name: 'a', value: '7', code: 'c', message: 'm', raw: null }],
}
const rowsIn = async (relation: string) => {
  const engine = await openEngine(':memory:', { ...WRITING, readOnly: false })
  try {
    return await engine.all(`select * from ${relation}`)
  } finally {
    await engine.close()
  }
}

describe('the load archive', () => {
  it('gives back the manifest, the rows as read and the rows as conformed', async () => {
    await writing(home, () => writeLoad(home, manifest('a'), parts))
    const { files: digests, ...known } = readManifest(home, 'a')
    expect(known).toEqual(manifest('a'))
    expect(Object.keys(digests ?? {})).toEqual(['conformed.parquet', 'quarantine.parquet', 'raw.parquet'])
    expect(await readRaw(home, 'a')).toEqual(parts.raw)
    const files = conformedFiles(home, 'a', 'k1')
    if (!files) throw new Error('not conformed')
    expect(files.manifest.counts).toEqual(manifest('a').counts)
    expect(await rowsIn(files.facts[0]?.rows ?? '')).toEqual([fundingRow('1.50', 2)])
    expect(await rowsIn(parquet(files.quarantine))).toEqual(parts.quarantine)
    expect(readdirSync(home.loads)).toEqual(['a'])
  })

  it('never writes a load twice', async () => {
    await expect(writing(home, () => writeLoad(home, manifest('a'), parts))).rejects.toMatchObject({
      code: 'load-exists',
    })
  })

  it('refuses rows that do not add up, before it writes anything', async () => {
    const counts = { read: 4, loaded: 1, quarantined: 1, ignored: 1 }
    await expect(writing(home, () => writeLoad(home, { ...manifest('b'), counts }, parts))).rejects.toThrow(
      /4 lignes lues.*1 chargées \+ 1 en quarantaine \+ 1 ignorées/,
    )
    expect(readdirSync(home.loads)).toEqual(['a'])
  })

  it('keeps nothing of a load with a row that does not fit, under its own name', async () => {
    const conformed = { definition: FUNDING, rows: [fundingRow('1,50', 2)] }
    const failure = await writing(home, () => writeLoad(home, manifest('c'), { ...parts, conformed })).catch(
      (e) => e,
    )
    expect(failure).toBeInstanceOf(RowError)
    expect(failure.message).toMatch(/funding, ligne 2, colonne amount/)
    expect(readdirSync(home.loads)).toEqual(['a'])
  })

  it('keeps a later conforming beside the load, prefers it under its key, and forgets it without loss', async () => {
    const again = { loadId: 'a', key: 'k2', table: 'funding', counts: manifest('a').counts, warnings: [] }
    const rows = [fundingRow('2.50', 2)]
    await writing(home, async () => {
      await writeConformed(home, again, { conformed: { definition: FUNDING, rows: [] }, quarantine: [] })
      await writeConformed(home, again, { conformed: { definition: FUNDING, rows }, quarantine: [] })
    })
    expect(await rowsIn(conformedFiles(home, 'a', 'k2')?.facts[0]?.rows ?? '')).toEqual(rows)
    expect(await rowsIn(conformedFiles(home, 'a', 'k1')?.facts[0]?.rows ?? '')).toEqual([
      fundingRow('1.50', 2),
    ])
    expect(conformedFiles(home, 'a', 'k3')).toBeNull()
    await writing(home, () => forgetConformed(home, 'k1'))
    expect(conformedFiles(home, 'a', 'k2')).toBeNull()
    expect(conformedFiles(home, 'a', 'k1')).not.toBeNull()
  })

  it('says which load is missing or unreadable', () => {
    expect(() => readManifest(home, 'nope')).toThrow(/nope n’est pas dans l’archive/)
    mkdirSync(join(home.loads, 'half'))
    expect(() => readManifest(home, 'half')).toThrow(WarehouseError)
  })

  it('is written by the writer only', async () => {
    await expect(writeLoad(home, manifest('d'), parts)).rejects.toMatchObject({ code: 'not-the-writer' })
  })
})
