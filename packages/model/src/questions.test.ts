import { QuestionResult } from '@retombees/contract/question'
import type { Engine } from '@retombees/warehouse/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reachesOf, reachQuery } from './evidence/reach.ts'
import { fixtureProgramme } from './fixtures/programme.ts'
import { openSnapshot, printedRows } from './fixtures/snapshot.ts'
import { lightLogicModels } from './logic-models.ts'
import { answerQuestions } from './questions.ts'

const programme = fixtureProgramme()
let engine: Engine
beforeAll(async () => {
  engine = await openSnapshot(printedRows())
})
afterAll(() => engine.close())

describe('evidence beside the published answers', () => {
  const criterion = async (id: string) => {
    const questions = await answerQuestions(engine.db, programme)
    const found = questions.flatMap((question) => question.criteria).find((each) => each.id === id)
    if (!found) throw new Error(`no criterion ${id}`)
    return found
  }

  it('answers in the shape of the contract, with the verdict word for word', async () => {
    const [first, second] = await answerQuestions(engine.db, programme)
    expect(QuestionResult.parse(first)).toEqual(first)
    expect(first?.publishedAnswer).toMatchObject({
      grade: 'yes-with-reservation',
      text: 'Oui, des progrès sont indéniables.',
    })
    expect(second?.publishedAnswer).toBeNull()
  })

  it('stops at presumption when only staff speak of residents', async () => {
    const { balance } = await criterion('reponse-aux-besoins')
    expect(balance.strength).toBe('presumption')
    expect(balance.because.join(' ')).toContain('seuls des salariés s’expriment')
    expect(balance.missing).toEqual(['satisfaction\u202f: un questionnaire.'])
    expect(balance.sources.map(({ source, says }) => [source, says])).toEqual([
      ['staff-survey', 'favourable'],
      ['residents-survey', 'silent'],
    ])
  })

  it('hears two sources that agree, and a record that has no direction', async () => {
    const { balance } = await criterion('portee-territoriale')
    expect(balance.sources.map(({ source, says }) => [source, says])).toEqual([
      ['staff-survey', 'favourable'],
      ['report-print', 'records'],
      ['partner-grids', 'favourable'],
    ])
    expect(balance.strength).toBe('converging')
  })

  it('has nothing to say of what is illegible', async () => {
    const { balance } = await criterion('pratiques')
    expect(balance).toMatchObject({ strength: 'none', measured: 0, defined: 1 })
  })

  it('is not lifted out of presumption by a record that has no direction', async () => {
    const aboutResidents = {
      ...programme,
      questions: programme.questions.map((question) => ({
        ...question,
        criteria: question.criteria.map((each) => ({
          ...each,
          about: 'residents' as const,
          indicators: ['needs', 'outcomes-with-prototype'],
        })),
      })),
    }
    const [question] = await answerQuestions(engine.db, aboutResidents)
    const balance = question?.criteria[0]?.balance
    expect(balance?.sources.map(({ says }) => says)).toEqual(['favourable', 'records'])
    expect(balance?.strength).toBe('presumption')
  })

  it('tells what its strength stands on: bases, voices, natures, centres, age of the data', async () => {
    const reachOf = async (id: string) =>
      (await criterion(id)).balance.because.filter((each) => each.startsWith('Portée'))
    expect(await reachOf('portee-territoriale')).toEqual([
      'Portée\u202f: base de 81\u202f; voix\u202f: salariés, observateurs, relevés\u202f; nature\u202f: perception, comptage\u202f; centres non distingués.',
    ])
    expect(await reachOf('pratiques')).toEqual([])
    const [first] = await answerQuestions(engine.db, programme)
    expect(first?.balance.because.filter((each) => each.startsWith('Portée'))).toHaveLength(1)
  })

  it('reads how far loads reach by one grouped query a table, that the engine can plan', async () => {
    for (const table of ['tallies', 'attendances']) {
      const has = { day: table === 'attendances', period: table === 'tallies' }
      const { sql: text, parameters } = reachQuery(engine.db, table, has, ['enquete']).compile()
      expect(await engine.all(`explain ${text}`, parameters)).not.toEqual([])
    }
    await engine.run(
      `insert into attendances (load_id, row_no, provenance, workshop, centre, territory, day, month, kind) values
       ('feuille', 2, 'field', 'a', 'projet', 'croissant-sud', '2019-03-01', '2019-03', 'formation'),
       ('feuille', 3, 'field', 'a', 'arbrisseau', 'croissant-sud', '2019-05-02', '2019-05', 'formation')`,
    )
    const reach = (await reachesOf(engine.db, programme, ['feuille'])).get('feuille')
    await engine.run(`delete from attendances where load_id = 'feuille'`)
    expect([[...(reach?.centres ?? [])].sort(), reach?.until]).toEqual([
      ['arbrisseau', 'projet'],
      '2019-05-02',
    ])
  })

  it('counts sources and not indicators', async () => {
    const one = await criterion('portee-territoriale')
    const many = {
      ...programme,
      questions: programme.questions.map((question) => ({
        ...question,
        criteria: question.criteria.map((each) => ({
          ...each,
          indicators: ['needs', 'skills', 'practices', 'daily-problems', 'reception', 'partnerships'],
        })),
      })),
    }
    const [question] = await answerQuestions(engine.db, many)
    const about = question?.criteria.find((each) => each.id === 'portee-territoriale')
    expect(about?.balance.strength).toBe('single-source')
    expect(one.balance.strength).toBe('converging')
  })

  it('hears two blocks of one questionnaire as one voice', async () => {
    const blocks = {
      ...programme,
      indicators: programme.indicators.map((each) =>
        each.id === 'service' ? { ...each, source: 'residents-survey' } : each,
      ),
      questions: programme.questions.map((question) => ({
        ...question,
        criteria: question.criteria.map((each) => ({ ...each, indicators: ['partnerships', 'service'] })),
      })),
    }
    const [question] = await answerQuestions(engine.db, blocks)
    const balance = question?.criteria.find((each) => each.about === 'territory')?.balance
    expect(balance?.sources.map(({ says }) => says)).toEqual(['favourable', 'favourable'])
    expect(balance?.strength).toBe('single-source')
    expect(balance?.because.join(' ')).toContain('un même questionnaire')
  })

  it('takes what was planned for a record, and lights no outcome with it', async () => {
    const planned = {
      ...programme,
      indicators: programme.indicators.map((each) =>
        each.id === 'outcomes-with-prototype'
          ? { ...each, nodes: ['tools-for-procedures', 'rights'] }
          : { ...each, nodes: [] },
      ),
      questions: programme.questions.map((question) => ({
        ...question,
        criteria: question.criteria.map((each) => ({ ...each, indicators: ['outcomes-with-prototype'] })),
      })),
    }
    const [question] = await answerQuestions(engine.db, planned)
    expect(question?.criteria[0]?.balance).toMatchObject({ strength: 'presumption', measured: 1 })
    expect(question?.criteria[0]?.balance.sources[0]?.says).toBe('records')
    const [model] = await lightLogicModels(engine.db, planned)
    expect(model?.nodes.slice(0, 3).map((node) => node.evidence)).toEqual(['defined', 'none', 'defined'])
  })

  it('ignores simulated figures', async () => {
    const rows = printedRows()
    const simulated = Object.fromEntries(
      Object.entries(rows).map(([table, own]) => [
        table,
        own.map((row) => ('provenance' in row ? { ...row, provenance: 'simulated' } : row)),
      ]),
    )
    const other = await openSnapshot(simulated)
    const [question] = await answerQuestions(other.db, programme)
    const models = await lightLogicModels(other.db, programme)
    await other.close()
    expect(question?.balance.strength).toBe('none')
    expect(question?.balance.because.join(' ')).toContain('simulés')
    expect(models[0]?.nodes.map((node) => node.evidence)).toEqual(['defined', 'defined', 'defined', 'none'])
  })

  it('lights each box by what is measured of it', async () => {
    const [model] = await lightLogicModels(engine.db, programme)
    expect(model?.nodes.map((node) => [node.id, node.evidence])).toEqual([
      ['tools-for-procedures', 'evidence'],
      ['needs-answered', 'evidence'],
      ['rights', 'defined'],
      ['community', 'none'],
    ])
    expect(model?.groups).toEqual([
      {
        id: 'residents-1',
        area: 'accueil',
        outcomes: ['tools-for-procedures'],
        prototypes: [{ id: 'borne', label: 'Borne' }],
      },
    ])
  })
})
