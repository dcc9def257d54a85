import type { JudgedQuestion, Judgement } from '@retombees/contract/judgement'
import type { Engine } from '@retombees/warehouse/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureProgramme } from '../fixtures/programme.ts'
import { openSnapshot, printedRows } from '../fixtures/snapshot.ts'
import { computeIndicators } from '../indicators.ts'
import { answerQuestions } from '../questions.ts'
import { type CidsDocument, type CidsThing, cidsDocument } from './cids.ts'
import { cidsProblems } from './cids-rules.ts'

const programme = fixtureProgramme()
const stamp = {
  id: '20190701-1',
  face: 'internal' as const,
  publishedAt: '2019-07-01T00:00:00.000Z',
  programmeDigest: 'd',
}

let engine: Engine
let document: CidsDocument
beforeAll(async () => {
  engine = await openSnapshot(printedRows())
  document = cidsDocument(
    programme,
    await computeIndicators(engine.db, programme),
    await answerQuestions(engine.db, programme),
    stamp,
  )
})
afterAll(() => engine.close())

const thing = (id: string) =>
  document['@graph'].find((each) => each['@id'] === `urn:retombees:csc:${id}`) as CidsThing
const changed = (id: string, change: Readonly<Record<string, unknown>>): CidsDocument => ({
  ...document,
  '@graph': document['@graph'].map((each) =>
    each['@id'] === `urn:retombees:csc:${id}` ? { ...each, ...change } : each,
  ),
})

describe('the framework as Common Impact Data Standard', () => {
  it('keeps the rules of the basic tier', () => {
    expect(cidsProblems(document)).toEqual([])
  })

  it('reports a figure with its base, and an absence with its reason and no report', () => {
    expect(thing('report:new-residents')).toMatchObject({
      '@type': 'cids:IndicatorReport',
      value: { hasNumericalValue: String(61 / 81) },
      'rtb:base': 81,
      'rtb:provenance': 'published',
      'rtb:load': ['enquete'],
    })
    expect(thing('indicator:kiosk-availability')).toMatchObject({
      hasIndicatorReport: [],
      'rtb:absence': 'no_data',
      'rtb:because': 'Aucun journal.',
    })
  })

  it('links a question to its criteria, its answer and their indicators', () => {
    const question = document['@graph'].find((each) => each['@type'] === 'rtb:EvaluationQuestion')
    expect(question?.['rtb:hasCriterion']).not.toEqual([])
    const answer = document['@graph'].find((each) => each['@type'] === 'rtb:Answer')
    expect(answer).toMatchObject({ 'rtb:grade': expect.any(String), 'rtb:author': expect.any(String) })
  })

  it('holds the answers that evaluators signed, the one in force against the evidence, the others as history', async () => {
    const questions = await answerQuestions(engine.db, programme)
    const [question] = questions
    if (!question) throw new Error('no question')
    const signed = (id: number): Judgement => ({
      id,
      question: question.id,
      grade: 'yes-with-reservation',
      text: `Avis ${id}`,
      author: 'Camille',
      signedAt: `2020-0${id}-01T10:00:00.000Z`,
      snapshot: '20190701-1',
    })
    const judged: JudgedQuestion = {
      question: question.id,
      current: signed(2),
      standing: 'contradicted',
      changes: [{ sentence: 'La base est tombée sous 10.', against: true }],
      history: [signed(1)],
    }
    const with2 = cidsDocument(programme, [], questions, stamp, [judged])
    const answers = with2['@graph'].filter((each) => each['@type'] === 'rtb:SignedAnswer')
    expect(answers).toMatchObject([
      {
        'rtb:author': 'Camille',
        'rtb:date': '2020-02-01T10:00:00.000Z',
        'rtb:snapshot': '20190701-1',
        'rtb:inForce': true,
        'rtb:standing': 'contradicted',
        'rtb:change': ['La base est tombée sous 10.'],
      },
      { 'rtb:inForce': false, hasDescription: 'Avis 1' },
    ])
    expect(answers[1]).not.toHaveProperty('rtb:standing')
    const asked = with2['@graph'].find((each) => each['@id'].endsWith(`question:${question.id}`))
    expect(asked?.['rtb:hasAnswer']).toEqual(expect.arrayContaining(answers.map((answer) => answer['@id'])))
    expect(cidsProblems(with2)).toEqual([])
  })

  it.each<[string, string, Readonly<Record<string, unknown>>, RegExp]>([
    ['a name that is missing', 'indicator:needs', { hasName: '' }, /hasName doit être un texte/],
    ['a unit that is missing', 'indicator:needs', { unitDescription: undefined }, /unitDescription/],
    [
      'a report of nothing',
      'report:needs',
      { forIndicator: 'urn:x' },
      /forIndicator doit désigner un cids:Indicator/,
    ],
    ['a report without a date', 'report:needs', { endedAtTime: '2018' }, /endedAtTime doit être un instant/],
    ['a value that is bare', 'report:needs', { value: '0.8' }, /value doit désigner un i72:Measure/],
    [
      'a number that is no text',
      'report:needs',
      { value: { '@type': 'i72:Measure', '@id': 'urn:y', hasNumericalValue: 1 } },
      /hasNumericalValue/,
    ],
  ])('finds %s', (_, id, change, words) => {
    expect(cidsProblems(changed(id, change)).join('\n')).toMatch(words)
  })
})
