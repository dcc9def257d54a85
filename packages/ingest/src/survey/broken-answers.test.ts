import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import { SourceFile } from '@retombees/programme/source-file'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { goldenProgramme, LOADING, outcomeOf } from '../golden-cases.ts'
import { conformResponses } from './conform-responses.ts'
import { readResponses } from './read-responses.ts'

const CASES = join(import.meta.dirname, '../../golden-survey')
const programme = goldenProgramme()
const codebook = QuestionnaireFile.parse(parse(readFileSync(join(CASES, 'codebook.yaml'), 'utf8')))
const source = SourceFile.parse(parse(readFileSync(join(CASES, 'limesurvey-codes/source.yaml'), 'utf8')))

const HEADINGS = ['submitdate', 'Q1', 'Q1[other]', 'Q2[SQ001]', 'Q2[SQ002]', 'Q3', 'Q4', 'Q5']
const cell = fc.oneof(
  fc.constantFrom(
    '',
    'A1',
    'A2',
    'A5',
    'Oui',
    '-oth-',
    'N/A',
    'Joyeux',
    'Joyeux, Compliqué',
    '10',
    '0 - Pas du tout',
    'Tout à fait d’accord',
  ),
  fc.string({ unit: fc.constantFrom(';', '"', '\n', 'a', 'é', ',', ' ', '1', '|', '='), maxLength: 8 }),
)
const line = fc.array(cell, { minLength: HEADINGS.length, maxLength: HEADINGS.length })
const quoted = (cells: readonly string[]) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(';')

const become = (bytes: Uint8Array) =>
  conformResponses(
    readResponses(bytes, 'voisins.csv', source, codebook),
    source,
    codebook,
    programme,
    LOADING,
  )

describe('answers that nobody checked', () => {
  it('are loaded, set aside or passed over, each row once', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 15 }), (rows) => {
        const kept = [...rows, ['2019-01-01', 'A1', '', 'A1', 'A1', 'Joyeux', '5', '']]
        const text = [HEADINGS, ...kept].map(quoted).join('\n')
        const { counts, rows: loaded, quarantined, ignored } = become(Buffer.from(text))
        const seen = [...loaded, ...quarantined].map((row) => row.row_no)
        expect(counts.read).toBe(kept.length)
        expect(seen.length + ignored.length).toBe(counts.read)
        expect(new Set(seen).size).toBe(seen.length)
      }),
      { seed: 5, numRuns: 100 },
    )
  })

  it('never crash the reader, however broken the file', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 10 }), { maxLength: 10 }), (rows) => {
        outcomeOf(() => become(Buffer.from([HEADINGS, ...rows].map((cells) => cells.join(';')).join('\n'))))
      }),
      { seed: 6, numRuns: 150 },
    )
  })

  it('keep no e-mail or telephone number, in whatever answer it was written', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('camille.exemple@courriel.fr', '06 12 34 56 78', '+33612345678'),
        fc.nat(HEADINGS.length - 1),
        (secret, column) => {
          const row = ['2019-01-01', 'A1', '', 'A1', 'A1', 'Joyeux', '5', 'Bien']
          row[column] = `voir ${secret}`
          const outcome = outcomeOf(() => become(Buffer.from([HEADINGS, row].map(quoted).join('\n'))))
          expect(JSON.stringify(outcome)).not.toContain(secret)
        },
      ),
      { seed: 7, numRuns: 60 },
    )
  })
})
