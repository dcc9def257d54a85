import { describe, expect, it } from 'vitest'
import { UsageError } from './environment.ts'
import { mendFile, readMends } from './mend-file.ts'

const ASIDE = {
  loadId: '000001-abcd',
  file: 'budget.csv',
  header: ['financeur', 'montant'],
  rows: [
    {
      row_no: 3,
      column_name: 'montant',
      value: 'douze',
      code: 'bad-number',
      message: 'ce n’est pas un nombre ; à faire : écrire un nombre.',
      raw: null,
      cells: ['ville ; "mairie"', null],
    },
  ],
}
const bytes = (text: string) => new TextEncoder().encode(text)

describe('the file in which rows are mended', () => {
  it('comes back as it was written, cell by cell', () => {
    expect(readMends(bytes(mendFile(ASIDE)), 'à-corriger.csv')).toEqual([
      { loadId: '000001-abcd', rowNo: 3, fields: { financeur: 'ville ; "mairie"', montant: null } },
    ])
  })

  it('is read whatever separator and encoding a spreadsheet saved it with', () => {
    const text = 'chargement,ligne,code,à faire,montant\r\n000001-abcd,3,bad-number,écrire,"12,5"\r\n'
    expect(readMends(Buffer.from(text, 'latin1'), 'à-corriger.csv')).toEqual([
      { loadId: '000001-abcd', rowNo: 3, fields: { montant: '12,5' } },
    ])
  })

  it('may be an object a line, with only the cells that change', () => {
    const line = '{"load_id":"000001-abcd","row_no":3,"fields":{"montant":"12"}}'
    expect(readMends(bytes(`${line}\n\n${line}\n`), '-')).toHaveLength(2)
  })

  it.each([
    ['another file', 'nom;âge\nX;3\n', /« chargement » et « ligne »/],
    ['a line without its number', 'chargement;ligne;code;à faire;montant\na;trois;;;1\n', /ligne 2/],
    ['an object that says something else', '{"load":"a"}\n', /ligne 1.*fields/],
  ])('%s is told why it cannot be read', (_what, text, message) => {
    expect(() => readMends(bytes(text), 'f')).toThrow(UsageError)
    expect(() => readMends(bytes(text), 'f')).toThrow(message)
  })
})
