import { QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import { SourceFile } from '@retombees/programme/source-file'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { goldenProgramme, LOADING } from '../golden-cases.ts'
import { conformResponses } from '../survey/conform-responses.ts'
import { readResponses } from '../survey/read-responses.ts'
import { draftCodebook } from './draft-codebook.ts'
import { orderedCodes } from './ordered-codes.ts'
import { readAny } from './read-any.ts'

const AGREEMENT = [
  'Tout à fait d’accord',
  'Plutôt d’accord',
  'Plutôt pas d’accord',
  'Pas d’accord du tout',
  'Je ne sais pas',
]
const WORDS = ['Joyeux', 'Compliqué', 'Utile, mais court']

function csv(rows: readonly (readonly string[])[], separator = ';'): Uint8Array {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
  return Buffer.from(rows.map((row) => row.map(cell).join(separator)).join('\n'))
}

const drafted = (bytes: Uint8Array) => draftCodebook(readAny(bytes, 'reponses.csv'), 'Voisins 2019')

/** A respondent: two agreements, some words, a mark, a remark. */
const respondent = fc.record({
  first: fc.constantFrom(...AGREEMENT),
  second: fc.constantFrom(...AGREEMENT, ''),
  words: fc.subarray(WORDS),
  mark: fc.constantFrom('0 - Pas du tout', '3', '7', '10 - Tout à fait'),
  remark: fc
    .string({ minLength: 20, maxLength: 60, unit: fc.constantFrom(...'abcdefg hijkl') })
    .map((text) => `Remarque ${text}`),
})
/** Enough respondents for every answer to have been given twice. */
const respondents = fc.array(respondent, { minLength: 24, maxLength: 40 }).map((some) => [
  ...some,
  ...AGREEMENT.flatMap((first) =>
    [0, 1].map((time) => ({
      first,
      second: first,
      words: WORDS,
      mark: '3',
      remark: `Remarque ${first} ${time}`,
    })),
  ),
])
type Respondent = typeof respondents extends fc.Arbitrary<(infer T)[]> ? T : never

/** The same answers as different tools write them. */
const TOOLS: Record<string, (some: readonly Respondent[]) => Uint8Array> = {
  'LimeSurvey, full texts': (some) =>
    csv([
      [
        'id',
        'submitdate',
        'Diriez-vous que… [vous êtes bien reçu]',
        'Diriez-vous que… [vous revenez]',
        ...WORDS.map((word) => `Quels mots ? [${word}]`),
        'Votre note ?',
        'Une remarque ?',
      ],
      ...some.map((one, at) => [
        String(at),
        '2019-01-01',
        one.first,
        one.second,
        ...WORDS.map((word) => (one.words.includes(word) ? 'Oui' : '')),
        one.mark,
        one.remark,
      ]),
    ]),
  'LimeSurvey, codes and texts': (some) =>
    csv([
      [
        'id',
        'Q1[SQ001]. Diriez-vous que… [vous êtes bien reçu]',
        'Q1[SQ002]. Diriez-vous que… [vous revenez]',
        ...WORDS.map((word, at) => `Q2[${at}]. Quels mots ? [${word}]`),
        'Q3. Votre note ?',
        'Q4. Une remarque ?',
      ],
      ...some.map((one, at) => [
        String(at),
        one.first,
        one.second,
        ...WORDS.map((word) => (one.words.includes(word) ? 'Y' : 'N')),
        one.mark,
        one.remark,
      ]),
    ]),
  'Google Forms': (some) =>
    csv(
      [
        [
          'Horodateur',
          'Diriez-vous que… [vous êtes bien reçu]',
          'Diriez-vous que… [vous revenez]',
          'Quels mots ?',
          'Votre note ?',
          'Une remarque ?',
        ],
        ...some.map((one) => [
          '01/03/2019 10:00:00',
          one.first,
          one.second,
          one.words.join(', '),
          one.mark,
          one.remark,
        ]),
      ],
      ',',
    ),
  'a spreadsheet': (some) =>
    csv([
      ['Vous êtes bien reçu', 'Vous revenez', 'Quels mots ?', 'Votre note ?', 'Une remarque ?'],
      ...some.map((one) => [one.first, one.second, one.words.join(';'), one.mark, one.remark]),
    ]),
}

describe('a codebook drafted from an export', () => {
  it.each(Object.entries(TOOLS))(
    'of %s reads that export: no row is set aside, no answer changes',
    (_, write) => {
      fc.assert(
        fc.property(respondents, (some) => {
          const bytes = write(some)
          const { questionnaire, source: sketch } = drafted(bytes)
          const codebook = QuestionnaireFile.parse(questionnaire)
          const source = SourceFile.parse({
            id: 'voisins',
            label: { fr: 'Voisins' },
            files: ['*.csv'],
            table: 'responses',
            questionnaire: codebook.id,
            provenance: 'field',
            format: { kind: 'csv' },
            ...sketch,
          })
          const { rows, counts, warnings } = conformResponses(
            readResponses(bytes, 'reponses.csv', source, codebook),
            source,
            codebook,
            goldenProgramme(),
            LOADING,
          )
          expect(warnings).toEqual([])
          expect(counts).toEqual({ read: some.length, loaded: some.length, quarantined: 0, ignored: 0 })
          const marks = some.map(({ mark }) => `note-${mark.split(' ')[0]}`)
          expect(rows.map((row) => row.q3)).toEqual(marks)
          const joyful = Object.keys(rows[0] as object).find((name) => name.endsWith('__joyeux')) as string
          expect(rows.filter((row) => row[joyful] === true)).toHaveLength(
            some.filter(({ words }) => words.includes('Joyeux')).length,
          )
        }),
        { seed: 11, numRuns: 15 },
      )
    },
  )

  it('has one scale for its items, in the printed order, with what is no opinion last', () => {
    const some = fc.sample(respondents, { seed: 2, numRuns: 1 })[0] as Respondent[]
    const { questionnaire } = drafted((TOOLS['Google Forms'] as (some: Respondent[]) => Uint8Array)(some))
    expect(questionnaire.codeLists).toEqual([
      {
        id: 'accord',
        codes: [
          { id: 'tout-a-fait-d-accord', label: { fr: 'Tout à fait d’accord' }, polarity: 'for' },
          { id: 'plutot-d-accord', label: { fr: 'Plutôt d’accord' }, polarity: 'for' },
          { id: 'plutot-pas-d-accord', label: { fr: 'Plutôt pas d’accord' }, polarity: 'against' },
          { id: 'pas-d-accord-du-tout', label: { fr: 'Pas d’accord du tout' }, polarity: 'against' },
          { id: 'je-ne-sais-pas', label: { fr: 'Je ne sais pas' }, missing: 'dont-know' },
        ],
      },
    ])
    expect(questionnaire.questions.map(({ id, kind }) => [id, kind])).toEqual([
      ['q1', 'scale'],
      ['q2', 'multiple'],
      ['q3', 'single'],
      ['q4', 'text'],
    ])
    expect(questionnaire.questions[1]?.codes?.map((code) => code.label.fr).sort()).toEqual([...WORDS].sort())
  })

  it('leaves identifiers and free answers out of what it says', () => {
    const rows = Array.from({ length: 12 }, (_, at) => [
      `personne${at}@exemple.fr`,
      `Camille${at}`,
      at % 2 === 0 ? 'Oui' : 'Non',
      `Je m’appelle Claude ${at}, joignable au 06 12 34 56 7${at % 10}`,
      String(20 + at * 3),
      `2019-03-${String(at + 1).padStart(2, '0')}`,
    ])
    const draft = drafted(
      csv([['Adresse e-mail', 'Prénom', 'Déjà venu ?', 'Une remarque ?', 'Âge', 'Venu le'], ...rows]),
    )
    const said = JSON.stringify(draft)
    expect(said).not.toMatch(/exemple\.fr|Camille\d|Claude|06 12/)
    expect(draft.source).toEqual({
      fields: {
        age: { column: 'Âge', type: 'integer' },
        venu_le: { column: 'Venu le', type: 'date' },
      },
      leaveOut: ['Adresse e-mail', 'Prénom'],
    })
    expect(draft.doubts.map(({ code }) => code)).toEqual(['identifier-column', 'identifier-column'])
  })
})

describe('the order of codes', () => {
  it('of a numbered scale is that of its numbers, with the steps that nobody chose', () => {
    const { codes, order } = orderedCodes(['10 - Tout à fait', '3', '0 - Pas du tout', '3', '7'])
    expect(order).toBe('numbered')
    expect(codes.map(({ label }) => label.fr)).toEqual([
      '0 - Pas du tout',
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
      '10 - Tout à fait',
    ])
    expect(codes[0]?.spellings).toEqual(['0'])
  })

  it.each([
    [
      ['Jamais', 'Souvent', 'Parfois'],
      ['Souvent', 'Parfois', 'Jamais'],
    ],
    [
      ['Non', 'NSP', 'Oui'],
      ['Oui', 'Non', 'NSP'],
    ],
    [
      ['Insatisfait', 'Très satisfait'],
      ['Très satisfait', 'Insatisfait'],
    ],
    [
      ['Bleu', 'Rouge'],
      ['Bleu', 'Rouge'],
    ],
  ])('of %j is %j', (seen, printed) => {
    expect(orderedCodes(seen).codes.map(({ label }) => label.fr)).toEqual(printed)
  })
})
