import { describe, expect, it } from 'vitest'
import { chooseSource } from './choose-source.ts'
import { conformCase, goldenCase, goldenProgramme, outcomeOf } from './golden-cases.ts'

const programme = goldenProgramme()
const TABLES = [
  'csv-utf-16',
  'csv-windows-1252',
  'delimiter-pipe',
  'gzip',
  'json-lines',
  'ods',
  'xlsx-merged-cells',
]

/** A centre does not choose what its tool exports: the same source reads whichever comes. */
describe('a source that takes any format', () => {
  it.each(TABLES)('reads %s as the source that declares it does', (name) => {
    const one = goldenCase(name)
    const source = { ...one.source, format: { kind: 'any', ends: 'file' } as const }
    expect(outcomeOf(() => conformCase({ ...one, source }, programme))).toEqual(one.expected)
  })

  it('answers to the name of its file under the extension of any table, compressed or not', () => {
    const { source } = goldenCase('delimiter-pipe')
    const any = { ...source, files: ['postes*.csv'], format: { kind: 'any', ends: 'file' } as const }
    for (const name of [
      'postes-2019.csv',
      'postes.xlsx',
      'Postes.ODS',
      'postes.jsonl',
      'postes.tsv',
      'postes.xlsx.zip',
    ])
      expect(chooseSource(name, [any]).id, name).toBe(source.id)
    expect(() => chooseSource('postes.pdf', [any])).toThrow(/aucune source/)
    expect(() => chooseSource('postes.xlsx', [{ ...any, format: source.format }])).toThrow(/aucune source/)
  })

  it('says which formats it takes, of a file that is none of them', () => {
    const one = goldenCase('pdf-called-csv')
    const source = { ...one.source, format: { kind: 'any', ends: 'file' } as const }
    expect(outcomeOf(() => conformCase({ ...one, source }, programme))).toMatchObject({
      refused: { code: 'wrong-format', expected: expect.stringMatching(/CSV.*XLSX.*JSON/) },
    })
  })
})
