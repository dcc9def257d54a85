import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fundingRow, temporaryHome, writing } from './fixtures.ts'
import { conformedFiles, writeLoad } from './load-archive.ts'
import { assertArchived, conformedAsWritten } from './load-files.ts'
import type { ConformedManifest, LoadManifest } from './load-manifest.ts'
import type { Table } from './table.ts'
import { TABLES } from './tables.ts'

const home = temporaryHome()
afterAll(() => rmSync(home.root, { recursive: true, force: true }))
const FUNDING = TABLES.find(({ name }) => name === 'funding') as Table
const MANIFEST: LoadManifest = {
  loadId: 'a',
  key: 'k',
  table: 'funding',
  source: 'budget',
  file: 'budget.csv',
  sha256: 'ab',
  bytes: 12,
  receivedAt: '2026-01-01T00:00:00.000Z',
  provenance: 'published',
  counts: { read: 1, loaded: 1, quarantined: 0, ignored: 0 },
  warnings: [],
  reading: {},
}
const fileOf = (name: string) => join(home.loads, 'a', name)
/** Damages a file for as long as `look` lasts. */
async function damaged(name: string, look: () => Promise<void>): Promise<void> {
  const bytes = readFileSync(fileOf(name))
  const other = Buffer.from(bytes)
  other[20] = (other[20] ?? 0) ^ 1
  writeFileSync(fileOf(name), other)
  await look()
  writeFileSync(fileOf(name), bytes)
}

describe('a load that is damaged on the disk', () => {
  beforeAll(() =>
    writing(home, () =>
      writeLoad(home, MANIFEST, {
        raw: [{ row_no: 2, fields: '{}', cells: null }],
        conformed: { definition: FUNDING, rows: [fundingRow('1.50', 2)] },
        quarantine: [],
      }),
    ),
  )
  const conformed = () => conformedFiles(home, 'a', 'k')?.manifest as ConformedManifest

  it('is told from one that is whole, by one bit', async () => {
    await assertArchived(home, 'a')
    expect(await conformedAsWritten(home, conformed())).toBe(true)
    await damaged('raw.parquet', () =>
      expect(assertArchived(home, 'a')).rejects.toThrow(
        /budget\.csv.*raw\.parquet n’est plus ce qui avait été écrit.*retombees unload a/s,
      ),
    )
    await assertArchived(home, 'a')
  })

  it('may be made again where only what follows from it is damaged', () =>
    damaged('conformed.parquet', async () => {
      await assertArchived(home, 'a')
      expect(await conformedAsWritten(home, conformed())).toBe(false)
    }))

  it('says which file of it is gone', async () => {
    rmSync(fileOf('raw.parquet'))
    await expect(assertArchived(home, 'a')).rejects.toMatchObject({
      code: 'load-damaged',
      message: expect.stringMatching(/raw\.parquet n’est plus là/),
    })
  })
})
