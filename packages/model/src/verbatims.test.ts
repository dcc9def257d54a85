import { decodeFilters } from '@retombees/contract/survey-query'
import { SurveyWords } from '@retombees/contract/verbatim'
import type { Engine } from '@retombees/warehouse/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureProgramme } from './fixtures/programme.ts'
import { openSnapshot, printedRows } from './fixtures/snapshot.ts'
import { surveyCatalogue } from './survey-catalogue.ts'
import { holdsWords, readVerbatims, surveyWords } from './verbatims.ts'

const programme = fixtureProgramme()
let people: Engine
let printed: Engine
let published: Engine

beforeAll(async () => {
  printed = await openSnapshot(printedRows())
  published = await openSnapshot(printedRows(), 'published')
  people = await openSnapshot(printedRows())
  await people.run(`create table responses_staff_2018 (load_id varchar, row_no integer, provenance varchar,
    territory varchar, centre varchar, period varchar, q5__interview boolean, q5__absence varchar, q5__other_text varchar,
    q9 varchar, q9__absence varchar)`)
  await people.run(`insert into responses_staff_2018 values
    ('l', 2, 'field', 'croissant-sud', 'lazare-garreau', null, true, 'answered', null, 'Un atelier très utile', 'answered'),
    ('l', 3, 'field', 'versant-nord-est', null, null, false, 'answered', 'Par un collègue', 'Les ATELIERS, trop courts', 'answered'),
    ('l', 4, 'field', 'croissant-sud', null, null, false, 'answered', null, '  ', 'no-answer')`)
})
afterAll(() => Promise.all([people.close(), printed.close(), published.close()]))

const texts = async (engine: Engine, question: string, filter = '') =>
  (await readVerbatims(engine.db, programme, 'staff-2018', question, decodeFilters(filter))).answers.map(
    ({ text }) => text,
  )

describe('the free answers to a question', () => {
  it('are those of people where there are any, and never mixed with transcribed ones', async () => {
    expect(await texts(people, 'q9')).toEqual(['Un atelier très utile', 'Les ATELIERS, trop courts'])
    expect(await texts(printed, 'q9')).toHaveLength(4)
  })

  it('keep their place and their row', async () => {
    const { answers, provenance } = await readVerbatims(people.db, programme, 'staff-2018', 'q9')
    expect(provenance).toBe('field')
    expect(answers[0]).toEqual({
      load: 'l',
      row: 2,
      territory: 'croissant-sud',
      centre: 'lazare-garreau',
      text: 'Un atelier très utile',
      provenance: 'field',
    })
  })

  it('are filtered by other answers, by territory and by centre', async () => {
    expect(await texts(people, 'q9', 'q5:interview')).toEqual(['Un atelier très utile'])
    expect(await texts(people, 'q9', 'centre:lazare-garreau')).toEqual(['Un atelier très utile'])
    expect(await texts(printed, 'q9', 'territory:croissant-sud')).toEqual([])
    expect(await texts(printed, 'q9', 'territory:!croissant-sud')).toHaveLength(4)
  })

  it('are also what was written beside « other »', async () => {
    expect(await texts(people, 'q5')).toEqual(['Par un collègue'])
  })

  it('are in no other face than the internal one', async () => {
    expect(await texts(published, 'q9')).toEqual([])
    const [survey] = await surveyCatalogue(published.db, programme, 'published', 'fr')
    expect(survey).toMatchObject({ verbatims: false, answers: null, printed: true })
  })

  it('are counted by word, with the sentence that it supports', async () => {
    const words = await surveyWords(people.db, programme, 'staff-2018', 'q9')
    expect(SurveyWords.parse(words)).toEqual(words)
    expect(words.words[0]).toEqual({ word: 'atelier', texts: 2, times: 2 })
    expect(words.finding).toContain('dans 2 réponses sur 2')
  })
})

describe('words looked for', () => {
  it('are found whatever their case and accents, all of them, from their beginning', () => {
    expect(holdsWords('L’Atelier numérique', 'atelier NUMERIQUE')).toBe(true)
    expect(holdsWords('L’Atelier numérique', 'atelier cuisine')).toBe(false)
    expect(holdsWords('n’importe quoi', '')).toBe(true)
  })
})

describe('the catalogue of questionnaires', () => {
  it('lists questions, items, places, and what answers there are', async () => {
    const [survey] = await surveyCatalogue(people.db, programme, 'internal', 'fr')
    expect(survey?.answers).toEqual({ n: 3, provenance: 'field' })
    expect(survey?.variables.find(({ id }) => id === 'q4-needs')).toMatchObject({
      kind: 'item',
      question: 'q4a',
    })
    expect(survey?.variables.map(({ kind }) => kind)).toContain('place')
  })
})
