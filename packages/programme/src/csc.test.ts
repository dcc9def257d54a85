import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { IndicatorDefinition } from './indicators-file.ts'
import { readProgramme } from './read-programme.ts'

const CSC = join(import.meta.dirname, '../../../data/csc')
const programme = await readProgramme(CSC)

const indicatorOf = (id: string): IndicatorDefinition => {
  const found = programme.indicators.find((indicator) => indicator.id === id)
  if (!found) throw new Error(`no indicator ${id}`)
  return found
}
const isComputable = ({ measure }: IndicatorDefinition) =>
  measure.kind !== 'unmeasured' && measure.kind !== 'illegible'
/** Computable from what the report prints: nothing waits for a field file. */
const isPrinted = (indicator: IndicatorDefinition) => isComputable(indicator) && !indicator.waiting

describe('Centres Sociaux Connectés', () => {
  it('is eight centres, four in each territory, five committees and six funders', () => {
    const territories = programme.territories.map(({ id }) => id)
    expect(territories).toEqual(['croissant-sud', 'versant-nord-est'])
    for (const id of territories)
      expect(programme.centres.filter((centre) => centre.territory === id)).toHaveLength(4)
    expect(programme.committees).toHaveLength(5)
    expect(programme.funders.map(({ id }) => id)).toEqual([
      'feder',
      'etat',
      'departement',
      'mel',
      'caf',
      'fncs',
    ])
    expect(programme.recommendations).toHaveLength(22)
  })

  it('answers each question with three indicators at least that the print lets be computed', () => {
    const computable = programme.questions.map((question) => {
      const ids = question.criteria.flatMap((criterion) => criterion.indicators)
      return [question.id, ids.map(indicatorOf).filter(isPrinted).length] as const
    })
    expect(Object.fromEntries(computable)).toEqual({
      'vie-quotidienne': 8,
      competences: 9,
      'pouvoir-agir': 13,
      'developpement-durable': 4,
    })
  })

  it('leaves no indicator out in silence, and says of each that is not measured what it would need', () => {
    const weighed = programme.questions.flatMap((question) =>
      question.criteria.flatMap((criterion) => criterion.indicators),
    )
    const followed = programme.indicators.filter(({ id }) => !weighed.includes(id))
    expect(followed.filter(({ nodes }) => nodes.length === 0)).toEqual([])
    expect(programme.indicators.length).toBeGreaterThanOrEqual(60)
    for (const { id, measure, waiting } of programme.indicators) {
      const words = waiting ?? ('because' in measure ? measure : null)
      if (words !== null)
        expect(
          [words.because.fr, words.needs.fr].every((each) => each.length > 20),
          id,
        ).toBe(true)
    }
  })

  it('has at least one indicator for every box of both logic models', () => {
    const named = new Set(programme.indicators.flatMap(({ nodes }) => nodes))
    const silent = programme.logicModels.flatMap(({ nodes }) =>
      nodes.filter(({ id }) => !named.has(id)).map(({ id }) => id),
    )
    expect(silent).toEqual([])
  })

  it('draws the boxes that are printed, and the rows of both tables as groups', () => {
    const counts = programme.logicModels.map(({ id, nodes, correspondences }) => [
      id,
      ...(['output', 'area', 'outcome', 'impact'] as const).map(
        (kind) => nodes.filter((node) => node.kind === kind).length,
      ),
      correspondences.length,
    ])
    expect(counts).toEqual([
      ['habitants', 5, 8, 8, 5, 8],
      ['centres', 5, 8, 5, 4, 8],
    ])
    const split = programme.logicModels[1]?.correspondences.find(
      ({ area }) => area === 'animation-globale-outils',
    )
    expect([split?.outcomes.length, split?.prototypes.length]).toEqual([4, 3])
  })

  it('compares the territories on the eight items of question 4 and on nothing else', () => {
    const [family] = programme.families
    expect(programme.families).toHaveLength(1)
    const compared = programme.indicators.filter(({ compare }) => compare).map(({ id }) => id)
    expect([...(family?.indicators ?? [])].sort()).toEqual(compared.sort())
    const items = compared
      .map((id) => indicatorOf(id).measure)
      .map((m) => (m.kind === 'survey-share' ? m.item : m.kind))
    expect(new Set(items).size).toBe(8)
    expect(items.every((item) => item.startsWith('q4-'))).toBe(true)
    for (const indicator of programme.indicators.filter(isComputable))
      expect(indicator.compare || indicator.notCompared !== undefined, indicator.id).toBe(true)
  })

  it('quotes the four published verdicts with their grades', () => {
    expect(programme.questions.map(({ publishedAnswer }) => publishedAnswer?.grade)).toEqual([
      'yes-with-reservation',
      'yes-with-reservation',
      'yes-with-reservation',
      'insufficiently',
    ])
    const beginnings = programme.questions.map(
      ({ publishedAnswer }) => publishedAnswer?.verdict.split(' ')[0],
    )
    expect(beginnings).toEqual(['Oui,', 'Effectivement,', 'Oui,', 'Insuffisamment,'])
  })

  it('states no target: the report prints none on effects', () => {
    expect(programme.indicators.filter(({ target }) => target !== undefined)).toEqual([])
  })

  it('places a definition on the line that holds it', () => {
    for (const [key, { file, line }] of programme.places) {
      const id = key
        .slice(key.indexOf(':') + 1)
        .split('/')
        .at(-1) as string
      const lines = readFileSync(join(CSC, file), 'utf8').split('\n')
      expect(lines[line - 1], `${key} at ${file}:${line}`).toContain(id)
    }
  })
})
