import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Programme } from '@retombees/programme/programme'
import { readProgramme } from '@retombees/programme/read-programme'
import { beforeAll, describe, expect, it } from 'vitest'
import { conformAs, readAs } from './any-source.ts'
import { restoreTable } from './archive-table.ts'
import { chooseSource } from './choose-source.ts'
import type { Conformed } from './conform.ts'
import { isIngestError } from './errors.ts'
import { LOADING, outcomeOf } from './golden-cases.ts'
import { personSecret } from './protect/person-key.ts'

const CSC = join(import.meta.dirname, '../../../data/csc')
const CASES = join(import.meta.dirname, '../golden-field')
const secret = personSecret(new Uint8Array(32).fill(7))
const sources = readdirSync(CASES).sort()

/** One folder a source of the programme: a file such as a coordination sends, good rows and bad, and what becomes of it. */
describe('a file of the field, read by the source of the programme', () => {
  let programme: Programme
  beforeAll(async () => {
    programme = await readProgramme(CSC)
  })
  const read = (folder: string) => {
    const file = readdirSync(join(CASES, folder)).find((name) => name !== 'expected.json') as string
    const source = chooseSource(file, programme.sources)
    return { source, table: readAs(readFileSync(join(CASES, folder, file)), file, source, programme) }
  }
  const load = (folder: string): Conformed => {
    const { source, table } = read(folder)
    return conformAs(table, source, programme, { ...LOADING, secret })
  }

  it.each(sources)('%s becomes what its folder says', (folder) => {
    const expected: unknown = JSON.parse(readFileSync(join(CASES, folder, 'expected.json'), 'utf8'))
    expect(read(folder).source.id).toBe(folder)
    expect(outcomeOf(() => load(folder))).toEqual(expected)
  })

  it.each(sources)('%s: rows read are loaded, quarantined or ignored', (folder) => {
    const { counts, quarantined } = load(folder)
    expect(counts.read).toBe(counts.loaded + counts.quarantined + counts.ignored)
    expect(quarantined).toHaveLength(counts.quarantined)
    expect(counts.loaded).toBeGreaterThan(0)
    expect(counts.quarantined).toBeGreaterThan(0)
  })

  it.each(sources)('%s, archived and conformed again without the key, is the same', (folder) => {
    const first = load(folder)
    const shape: unknown = JSON.parse(JSON.stringify(first.shape))
    const again = conformAs(restoreTable(shape, first.raw), read(folder).source, programme, LOADING)
    expect(again).toEqual(first)
  })

  it('has a case for every source whose files are collected in the field', () => {
    const collected = programme.sources.filter(({ provenance }) => provenance === 'field')
    expect(sources).toEqual(expect.arrayContaining(collected.map(({ id }) => id)))
  })

  it('keeps no name, number or remark of a person, whatever became of the row', () => {
    const kept = JSON.stringify(load('feuilles-presence'))
    for (const written of [
      'Dupont',
      'DUPONT',
      'Thérèse',
      'Saïd',
      'Petit',
      'Roux',
      'Rose',
      '06 12',
      'loin',
      '1999',
    ])
      expect(kept).not.toContain(written)
  })

  it('knows the same person in two centres, and another person under another key', () => {
    const personOn = (row: number, conformed: Conformed) =>
      conformed.rows.find((one) => one.row_no === row)?.person
    const { source, table } = read('feuilles-presence')
    const conformed = load('feuilles-presence')
    const other = conformAs(table, source, programme, {
      ...LOADING,
      secret: personSecret(new Uint8Array(32).fill(8)),
    })
    expect(personOn(2, conformed)).toMatch(/^[a-p]{32}$/)
    expect(personOn(3, conformed)).toBe(personOn(2, conformed))
    expect(personOn(2, other)).not.toBe(personOn(2, conformed))
  })

  it('does not read persons without the key', () => {
    const { source, table } = read('feuilles-presence')
    const attempt = () => conformAs(table, source, programme, LOADING)
    expect(attempt).toThrow(expect.objectContaining({ name: 'IngestError' }))
    try {
      attempt()
    } catch (error) {
      expect(isIngestError(error) && error.finding.code).toBe('person-key-missing')
    }
  })
})
