import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { conform } from './conform.ts'
import { isIngestError } from './errors.ts'
import { type GoldenCase, goldenCase, goldenProgramme, LOADING, outcomeOf } from './golden-cases.ts'
import { unpackZip } from './read/zip.ts'
import { readFile } from './read-file.ts'

const programme = goldenProgramme()
const seeded = { seed: 20190630, numRuns: 150 }
const HEADING =
  'Acteur;Thématique;Territoire;Présence aux échanges;Construction des prototypes;Apport de fonds\n'

const cell = fc.oneof(
  fc.constantFrom(
    'nord',
    'Vallée du Sud',
    'Mairie',
    '',
    '0',
    '5',
    '3,5',
    '7',
    '-',
    'x',
    '=1',
    '#N/A',
    '  ',
    'NR',
  ),
  fc.string({
    unit: fc.constantFrom(';', '"', '\n', 'a', 'é', '€', '1', ',', ' ', '\t', '|', '.'),
    maxLength: 6,
  }),
)
const brokenCsv = fc
  .array(fc.array(cell, { minLength: 0, maxLength: 8 }), { maxLength: 25 })
  .map((rows) => HEADING + rows.map((row) => row.join(';')).join('\n'))

/** What the file becomes; anything thrown but an IngestError fails the test. */
function become(one: GoldenCase, bytes: Uint8Array) {
  return outcomeOf(() => conform(readFile(bytes, one.file, one.source), one.source, programme, LOADING))
}

describe('no row is lost', () => {
  const grid = goldenCase('fill-down')

  it('in a broken CSV: rows read are loaded, quarantined or ignored, each once', () => {
    let conformed = 0
    fc.assert(
      fc.property(brokenCsv, (text) => {
        const table = tableOrNull(grid, Buffer.from(text))
        if (table === null) return
        conformed++
        const { counts, rows, quarantined, ignored } = conform(table, grid.source, programme, LOADING)
        const loaded = new Set(rows.map((row) => row.row_no))
        expect(loaded.size).toBe(counts.loaded)
        const all = [
          ...loaded,
          ...[...quarantined].map((row) => row.row_no),
          ...ignored.map((row) => row.rowNo),
        ]
        expect(all).toHaveLength(counts.read)
        expect(new Set(all).size).toBe(counts.read)
      }),
      seeded,
    )
    expect(conformed).toBeGreaterThan(50)
  })

  it('where nothing is quoted: one row read for each physical line below the heading', () => {
    const line = fc.array(
      cell.map((text) => text.replaceAll(/["\n]/g, '')),
      { minLength: 1, maxLength: 8 },
    )
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 25 }), (rows) => {
        const lines = [...rows.map((row) => row.join(';')), 'Mairie;T;nord;1;1;1']
        const { counts } = conform(
          readFile(Buffer.from(HEADING + lines.join('\n')), grid.file, grid.source),
          grid.source,
          programme,
          LOADING,
        )
        expect(counts.read).toBe(lines.length)
      }),
      seeded,
    )
  })
})

describe('bad bytes', () => {
  const cases = ['fill-down', 'csv-utf-16', 'csv-windows-1252', 'xlsx-merged-cells', 'ods'].map(goldenCase)

  it.each(cases)('$name with bytes changed, cut or added is read or refused, never a crash', (one) => {
    const edits = fc.array(fc.tuple(fc.nat(one.bytes.length - 1), fc.integer({ min: 0, max: 255 })), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(edits, fc.nat(one.bytes.length), (changes, length) => {
        const bytes = Uint8Array.from(one.bytes)
        for (const [at, byte] of changes) bytes[at] = byte
        become(one, length % 3 === 0 ? bytes.slice(0, length) : bytes)
      }),
      { ...seeded, numRuns: 100 },
    )
  })

  it.each(cases.slice(3))('$name whose inner files are changed is read or refused, never a crash', (one) => {
    const inner = unpackZip(one.bytes, { entries: 100, bytes: 10_000_000 })
    const edits = fc.array(
      fc.tuple(fc.nat(inner.length - 1), fc.nat(100_000), fc.constantFrom(...'<>"/=9a '.split(''))),
      {
        maxLength: 12,
      },
    )
    fc.assert(
      fc.property(edits, (changes) => {
        const files = Object.fromEntries(inner.map(({ name, bytes }) => [name, Uint8Array.from(bytes)]))
        for (const [entry, at, sign] of changes) {
          const bytes = files[inner[entry]?.name ?? ''] as Uint8Array
          bytes[at % bytes.length] = sign.charCodeAt(0)
        }
        become(one, zipSync(files))
      }),
      { ...seeded, numRuns: 100 },
    )
  })

  it('of any kind are read or refused, never a crash', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(...cases), (bytes, one) => {
        become(one, bytes)
      }),
      seeded,
    )
  })
})

function tableOrNull(one: GoldenCase, bytes: Uint8Array) {
  try {
    return readFile(bytes, one.file, one.source)
  } catch (error) {
    if (!isIngestError(error)) throw error
    return null
  }
}
