import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Programme } from '@retombees/programme/programme'
import { readProgramme } from '@retombees/programme/read-programme'
import { type Engine, openEngine, WRITING } from '@retombees/warehouse/engine'
import { recipeOver } from '@retombees/warehouse/facts-recipe'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conform } from '../conform.ts'
import { readFile } from '../read-file.ts'
import { archiveCells, beginCells } from './archive-cells.ts'
import { conformInEngine } from './conform-in-engine.ts'
import { headForEngine, lookAtFile } from './regular-file.ts'

const HEADING = 'borne,centre,debut,fin,site'
const LOADING = { loadId: '000001-abc', receivedOn: '2019-06-30' }

const kiosk = fc.constantFrom(
  'ARB-1',
  'ECH-2',
  '',
  ' ARB-1 ',
  'a@b.fr',
  '06 12 34 56 78',
  '#REF!',
  'é',
  '"ARB-1"',
)
const centre = fc.constantFrom('arbrisseau', 'echo', 'Echo', 'arbriseau', '', '"echo"', 'echo"')
const time = fc.constantFrom(
  '2019-03-04T08:05:10Z',
  '2019-03-04 09:05:10',
  '2019-03-04T08:05:10+00:00',
  '2019-03-04T10:05:10+02:00',
  '2019-03-31T00:59:59Z',
  '2019-03-31T01:00:00Z',
  '2018-10-28T00:30:00Z',
  '2018-10-28T01:30:00Z',
  '2018-12-31T23:30:00Z',
  '2019-06-30T22:30:00Z',
  '2019-06-29T12:00:00-05:00',
  '2019-03-04T08:05:10.250Z',
  '2019-03-04T08:05',
  '2019-02-30T08:05:10Z',
  '2019-03-04T24:00:00Z',
  '2019-03-04T 8:05:10Z',
  '2019-03-04T08:05:5 Z',
  '0201-03-04T08:05:10Z',
  '2030-01-01T00:00:00Z',
  '04/03/2019 08:05:10',
  '25/03/2019 08:05:10',
  'hier',
  '',
  '  ',
)
const site = fc.constantFrom('caf.fr', 'CAF', 'ants.gouv.fr', 'cafe.fr', '', '-', '\t', '\u00a0')
const regular = fc.tuple(kiosk, centre, time, time, site).map((cells) => cells.join(','))
const line = fc.oneof(
  { weight: 12, arbitrary: regular },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 59 }), fc.constantFrom('caf.fr', 'ameli.fr', ''))
      .map(
        ([minute, one]) =>
          `ARB-1,arbrisseau,2019-03-04T08:${String(minute).padStart(2, '0')}:10Z,2019-03-04T09:12:00Z,${one}`,
      ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('', '   ', ',,,,', ' , ,,,', 'ARB-1,echo', 'a,b,c,d,e,f', 'x', '\u0001,,,,'),
  },
)
const text = fc
  .record({
    above: fc.constantFrom('', '# retombees:simulated seed=1\n', 'Journal\n\n', '\ufeff'),
    lines: fc.array(line, { minLength: 1, maxLength: 30 }),
    ends: fc.constantFrom('\n', '\r\n'),
    last: fc.boolean(),
  })
  .map(({ above, lines, ends, last }) => above + [HEADING, ...lines].join(ends) + (last ? ends : ''))

describe('the engine and the careful reading', () => {
  let programme: Programme
  let engine: Engine
  const folder = mkdtempSync(join(tmpdir(), 'retombees-lanes-'))
  beforeAll(async () => {
    programme = await readProgramme(join(import.meta.dirname, '../../../../data/csc'))
    engine = await openEngine(':memory:', { ...WRITING, readOnly: false })
  })
  afterAll(async () => {
    await engine.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function inEngine(name: string) {
    const path = join(folder, name)
    const source = sourceOf()
    const head = headForEngine(path, name, source, programme)
    if (!head) return null
    const parquet = join(folder, 'cells.parquet')
    const begun = beginCells(engine, path, head, parquet)
    const regular = await lookAtFile(path, name, source, head)
    if (!regular) {
      await begun
      return null
    }
    const cells = await archiveCells(engine, regular, parquet, begun)
    if (!cells) return null
    const made = await conformInEngine(engine, cells, regular.head.table, source, programme, LOADING, folder)
    if (!made) return null
    const found = await engine.all<Record<string, unknown>>(
      recipeOver(made.facts.sql, { cells: made.cells, maps: made.facts.maps }),
    )
    const except = new Set<unknown>(made.facts.except)
    const facts = found.filter((row) => !except.has(row.row_no))
    return { ...made, all: [...facts, ...made.rows].sort(byRow) }
  }

  const sourceOf = () => {
    const source = programme.sources.find(({ id }) => id === 'journal-bornes')
    if (!source) throw new Error('no such source')
    return source
  }

  it('give the same rows, reasons, warnings and counts of any file, or the engine leaves it', async () => {
    let taken = 0
    await fc.assert(
      fc.asyncProperty(text, async (written) => {
        writeFileSync(join(folder, 'journal-bornes.csv'), written)
        const bytes = Buffer.from(written)
        const careful = outcome(() =>
          conform(readFile(bytes, 'journal-bornes.csv', sourceOf()), sourceOf(), programme, LOADING),
        )
        const made = await inEngine('journal-bornes.csv').catch((error: unknown) => ({
          refused: String(error),
        }))
        if (made === null) return
        taken += 1
        if ('refused' in made) {
          expect(made).toEqual(careful)
          return
        }
        expect('refused' in careful ? careful : { ...careful, rows: careful.rows.toSorted(byRow) }).toEqual({
          rows: made.all,
          quarantined: made.quarantined,
          ignored: made.ignored,
          warnings: made.warnings,
          counts: made.counts,
          provenance: made.provenance,
        })
      }),
      { numRuns: 60, seed: 20190304 },
    )
    expect(taken).toBeGreaterThan(30)
  }, 120_000)
})

function outcome(read: () => ReturnType<typeof conform>) {
  try {
    const { rows, quarantined, ignored, warnings, counts, provenance } = read()
    return { rows, quarantined, ignored, warnings, counts, provenance }
  } catch (error) {
    return { refused: String(error) }
  }
}

function byRow(a: Record<string, unknown>, b: Record<string, unknown>): number {
  return Number(a.row_no) - Number(b.row_no)
}
