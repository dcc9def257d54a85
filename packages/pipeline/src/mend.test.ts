import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { IngestOutcome } from '@retombees/contract/load'
import { readLedger } from '@retombees/warehouse/ledger'
import { readCurrent } from '@retombees/warehouse/snapshot'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { budget, contentOf, type Place, place } from './fixtures/quarter.ts'
import { ingest } from './ingest.ts'
import { mend } from './mend.ts'
import { rebuild } from './rebuild.ts'
import { setAside } from './set-aside.ts'
import { unload } from './unload.ts'

const now = () => new Date('2026-03-01T12:00:00.000Z')
let here: Place
beforeEach(() => {
  here = place()
})
afterEach(() => rmSync(here.root, { recursive: true, force: true }))

const load = async (...cells: string[]): Promise<IngestOutcome> =>
  (
    await ingest(here.home, await here.programme(), [here.drop('budget.csv', budget(...cells))], { now })
  )[0] as IngestOutcome
const fix = async (loadId: string | null, rowNo: number, fields: Record<string, string | null>) =>
  mend(here.home, await here.programme(), [{ loadId: loadId ?? '', rowNo, fields }], { now })
const countsIn = async () => {
  const { loads } = await contentOf(here.home)
  return (
    loads as { load_id: string; rows_read: bigint; rows_loaded: bigint; rows_quarantined: bigint }[]
  ).at(-1)
}

describe('a row that was set aside', () => {
  it('goes back in under its own line once it is mended, and no row is lost', async () => {
    const { load_id } = await load('1', 'douze', '3')
    const [aside] = await setAside(here.home, await here.programme())
    expect(aside).toMatchObject({ loadId: load_id, header: ['financeur', 'territoire', '2018', '2019'] })
    expect(aside?.rows[0]).toMatchObject({ row_no: 3, cells: ['etat', 'nord', 'douze', null] })

    expect(await fix(load_id, 3, { '2018': '12' })).toEqual([
      { load_id, row_no: 3, status: 'mended', reason: null },
    ])
    const { funding, quarantine, warnings, source_rows } = await contentOf(here.home)
    expect(quarantine).toEqual([])
    expect(funding).toContainEqual(
      expect.objectContaining({ load_id, row_no: 3, year: 2018, amount: '12.00' }),
    )
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: 'mended-row', row_no: 3, column_name: '2018' }),
    )
    expect(source_rows).toContainEqual(
      expect.objectContaining({ row_no: 3, fields: expect.stringContaining('douze') }),
    )
    expect(await countsIn()).toMatchObject({ rows_read: 3n, rows_loaded: 3n, rows_quarantined: 0n })
    expect(readLedger(here.home).map(({ kind }) => kind)).toEqual(['load', 'mend'])
  })

  it('stays aside, and is told why, when the mend cannot be believed either', async () => {
    const { load_id } = await load('1', 'douze')
    const before = readCurrent(here.home)
    expect(await fix(load_id, 3, { '2018': '-12' })).toMatchObject([
      { status: 'quarantined', reason: expect.stringMatching(/« -12 »/) },
    ])
    expect(readCurrent(here.home)).toEqual(before)
    expect(readLedger(here.home)).toHaveLength(1)
  })

  it.each([
    ['a row that is loaded', 2, { '2018': '9' }, /--replace/],
    ['a line that the file does not have', 99, { '2018': '9' }, /mise de côté/],
    ['a column that the file does not have', 3, { montant: '9' }, /montant.*financeur/],
  ])('%s is refused', async (_what, rowNo, fields, reason) => {
    const { load_id } = await load('1', 'douze')
    expect(await fix(load_id, rowNo, fields as Record<string, string>)).toMatchObject([
      { status: 'refused', reason: expect.stringMatching(reason) },
    ])
    expect(readLedger(here.home)).toHaveLength(1)
  })

  it('of a load that is not in force is refused, and a mend goes away with its load', async () => {
    const { load_id } = await load('douze')
    await fix(load_id, 2, { '2018': '12' })
    await unload(here.home, await here.programme(), load_id ?? '', { now })
    expect((await contentOf(here.home)).funding).toEqual([])
    expect(await fix(load_id, 2, { '2018': '12' })).toMatchObject([{ status: 'refused' }])
    const again = await load('douze')
    expect(again.rows_quarantined).toBe(1)
  })

  it('keeps its whole of a line whose cells were out of place, once it is written again', async () => {
    const path = here.drop('budget.csv', 'financeur;territoire;2018;2019\nville;nord;1;2;3\nville;nord;4;5\n')
    const [outcome] = await ingest(here.home, await here.programme(), [path], { now })
    const fields = { financeur: 'ville', territoire: 'nord', '2018': '1', '2019': '2' }
    expect(await fix(outcome?.load_id ?? null, 2, fields)).toMatchObject([{ status: 'mended' }])
    expect((await contentOf(here.home)).quarantine).toEqual([])
  })
})

describe('mends, whatever they are', () => {
  it('conserve the rows, and a rebuild from the archive gives the same', async () => {
    const cell = fc.constantFrom('1', '2,50', 'x', '-3', '')
    await fc.assert(
      fc.asyncProperty(
        fc.array(cell, { minLength: 1, maxLength: 4 }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), cell), { minLength: 1, maxLength: 3 }),
        async (cells, mends) => {
          const mine = place()
          try {
            const programme = await mine.programme()
            const [outcome] = await ingest(
              mine.home,
              programme,
              [mine.drop('budget.csv', budget(...cells))],
              { now },
            )
            for (const [rowNo, value] of mends)
              await mend(
                mine.home,
                programme,
                [{ loadId: outcome?.load_id ?? '', rowNo, fields: { '2018': value } }],
                {
                  now,
                },
              )
            const content = await contentOf(mine.home)
            const loads = content.loads as Record<'rows_read' | 'rows_loaded' | 'rows_quarantined', bigint>[]
            const last = loads.at(-1)
            expect(last?.rows_read).toBe(BigInt(cells.length))
            expect(last?.rows_read).toBe((last?.rows_loaded ?? 0n) + (last?.rows_quarantined ?? 0n))
            for (const folder of readdirSync(mine.home.conformed))
              rmSync(join(mine.home.conformed, folder), { recursive: true })
            expect((await rebuild(mine.home, programme, { now })).changed).toBe(false)
            expect(await contentOf(mine.home)).toEqual(content)
          } finally {
            rmSync(mine.root, { recursive: true, force: true })
          }
        },
      ),
      { numRuns: 5, seed: 2019 },
    )
  }, 60_000)

  it('are events of the ledger, and nothing of the archive changes', async () => {
    const { load_id } = await load('douze')
    const raw = () => readFileSync(join(here.home.loads, load_id ?? '', 'raw.parquet'))
    const before = raw()
    await fix(load_id, 2, { '2018': '12' })
    expect(raw()).toEqual(before)
  })
})
