import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { isIngestError } from './errors.ts'
import { type UnpackLimits, unpack } from './unpack.ts'

const LIMITS: UnpackLimits = { bytes: 1024 ** 2, entries: 20, depth: 2 }
const ZEROS = new Uint8Array(1024 ** 2 + 1)
const TEXT = Buffer.from('a;b\n1;2\n')

function outcome(bytes: Uint8Array, name: string) {
  try {
    return unpack(bytes, name, LIMITS).map((file) => file.name)
  } catch (error) {
    if (!isIngestError(error)) throw error
    return error.finding.code
  }
}

/** The same zip, whose headers claim that its entry is one byte long. */
function lying(zip: Uint8Array): Uint8Array {
  const bytes = Buffer.from(zip)
  bytes.writeUInt32LE(1, bytes.indexOf('PK\u0001\u0002') + 24)
  bytes.writeUInt32LE(1, 22)
  return bytes
}

describe('an archive', () => {
  it('gives its files under its own name, and a plain file itself', () => {
    expect(outcome(TEXT, 'dépôt/a.csv')).toEqual(['a.csv'])
    expect(outcome(gzipSync(TEXT), 'a.csv.gz')).toEqual(['a.csv.gz › a.csv'])
    expect(outcome(zipSync({ 'x/a.csv': TEXT, 'b.csv.gz': gzipSync(TEXT) }), 'e.zip')).toEqual([
      'e.zip › a.csv',
      'e.zip › b.csv.gz › b.csv',
    ])
  })

  it.each([
    ['a gzip of zeros', gzipSync(ZEROS)],
    ['a zip of zeros', zipSync({ 'a.csv': ZEROS })],
    ['a zip that lies about its size', lying(zipSync({ 'a.csv': ZEROS }))],
    [
      'a zip of files that are small one by one',
      zipSync(
        Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${i}.csv`, new Uint8Array(100_000)])),
      ),
    ],
    ['a gzip in a zip', zipSync({ 'a.csv.gz': gzipSync(ZEROS) })],
  ])('that is a bomb is refused: %s', (_, bytes) => {
    expect(outcome(bytes, 'bombe.zip')).toBe('archive-too-large')
  })

  it('of too many files is refused before they are unpacked', () => {
    const many = zipSync(Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`${i}.csv`, TEXT])))
    expect(outcome(many, 'e.zip')).toBe('archive-too-many')
  })

  it('of archives of archives is refused', () => {
    const inner = zipSync({ 'a.csv.gz': gzipSync(TEXT) })
    expect(outcome(zipSync({ 'b.zip': inner }), 'e.zip')).toBe('archive-too-deep')
  })

  it('that is cut short is refused', () => {
    expect(outcome(gzipSync(TEXT).subarray(0, 15), 'a.gz')).toBe('archive-broken')
    expect(outcome(zipSync({ 'a.csv': TEXT }).subarray(0, 60), 'a.zip')).toEqual(['a.zip'])
  })
})
