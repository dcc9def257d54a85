import { utils, write } from '@e965/xlsx'
import { QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import { describe, expect, it } from 'vitest'
import { codebookOfXlsForm, readXlsForm } from './xlsform.ts'

function workbook(sheets: Record<string, string[][]>): Uint8Array {
  const book = utils.book_new()
  for (const [name, rows] of Object.entries(sheets))
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name)
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer)
}

/** A reference of the form’s own language. */
const asked = (name: string) => ['$', '{', name, '}'].join('')

const FORM = workbook({
  survey: [
    ['type', 'name', 'label::English (en)', 'label::Français (fr)', 'relevant', 'constraint'],
    ['start', 'start', '', '', '', ''],
    ['select_one connu', 'Q1', 'Did you know us?', 'Nous connaissiez-vous ?', '', ''],
    ['begin_group', 'avis', '', 'Votre avis', `${asked('Q1')} != 'non'`, ''],
    ['select_one note', 'Q2_besoins', 'Needs', 'répond à vos besoins', `${asked('Q1')} != 'non'`, ''],
    ['select_one note', 'Q2_droits', 'Rights', 'simplifie vos démarches', `${asked('Q1')} != 'non'`, ''],
    [
      'select_multiple gestes or_other',
      'Q3',
      'Which?',
      'Lesquelles ?',
      `not(selected(${asked('Q1')}, 'non'))`,
      '',
    ],
    ['integer', 'Q4', 'Times?', 'Combien de fois ?', '', '. >= 0 and . <= 400'],
    ['date', 'Q5', 'When?', 'Quand ?', `${asked('Q4')} > 3`, ''],
    ['text', 'Q6', 'Anything?', 'Une remarque ?', '', ''],
    ['note', 'merci', 'Thanks', 'Merci', '', ''],
  ],
  choices: [
    ['list_name', 'name', 'label::English (en)', 'label::Français (fr)'],
    ['connu', 'oui', 'Yes', 'Oui'],
    ['connu', 'non', 'No', 'Non'],
    ['note', 'A1', 'Agree', 'D’accord'],
    ['note', 'A2', 'Disagree', 'Pas d’accord'],
    ['note', 'NSP', 'Don’t know', 'Je ne sais pas'],
    ['gestes', 'tri', 'Sorting', 'Trier'],
    ['gestes', 'eau', 'Water', 'Économiser l’eau'],
  ],
  settings: [['form_title'], ['Enquête du quartier']],
})

describe('an XLSForm', () => {
  const form = readXlsForm(FORM, 'formulaire.xlsx')
  if (!form) throw new Error('not a form')
  const { questionnaire, doubts } = codebookOfXlsForm(form, 'quartier')

  it('is a codebook that the programme takes as it is, in its French words', () => {
    const read = QuestionnaireFile.parse(questionnaire)
    expect(read.label.fr).toBe('Enquête du quartier')
    expect(read.questions.map(({ id, kind }) => [id, kind])).toEqual([
      ['q1', 'single'],
      ['q2-besoins-bloc', 'scale'],
      ['q3', 'multiple'],
      ['q4', 'number'],
      ['q5', 'date'],
      ['q6', 'text'],
    ])
    expect(read.questions[0]).toMatchObject({ label: { fr: 'Nous connaissiez-vous ?' }, spellings: ['Q1'] })
  })

  it('makes one scale of neighbours that share a list, in the order of the form, silence told apart', () => {
    expect(questionnaire.questions[1]).toMatchObject({
      scale: 'note',
      items: [
        { id: 'q2-besoins', label: { fr: 'répond à vos besoins' }, spellings: ['Q2_besoins'] },
        { id: 'q2-droits', spellings: ['Q2_droits'] },
      ],
      filter: { question: 'q1', except: ['non'] },
    })
    expect(questionnaire.codeLists).toMatchObject([
      { id: 'note', codes: [{ id: 'a1' }, { id: 'a2' }, { id: 'nsp', missing: 'dont-know' }] },
    ])
  })

  it('keeps « other », bounds and filters, and says which filter it cannot', () => {
    expect(questionnaire.questions[2]).toMatchObject({
      codes: [{ id: 'tri' }, { id: 'eau' }, { id: 'other' }],
      filter: { question: 'q1', except: ['non'] },
    })
    expect(questionnaire.questions[3]).toMatchObject({ min: 0, max: 400 })
    expect(doubts).toMatchObject([{ code: 'filter-not-read', row: 9, found: `${asked('Q4')} > 3` }])
  })

  it('is told from a workbook of answers, and one that asks nothing is refused', () => {
    expect(readXlsForm(workbook({ Feuille1: [['Q1'], ['oui']] }), 'reponses.xlsx')).toBeNull()
    expect(readXlsForm(new TextEncoder().encode('Q1\noui\n'), 'reponses.csv')).toBeNull()
    const empty = readXlsForm(
      workbook({
        survey: [
          ['type', 'name'],
          ['note', 'merci'],
        ],
      }),
      'vide.xlsx',
    )
    expect(() => codebookOfXlsForm(empty as NonNullable<typeof empty>)).toThrow(/aucune question/)
  })
})
