import { describe, expect, it } from 'vitest'
import { coverageLines, frameworkCoverage } from './coverage.ts'
import { fixtureProgramme } from './fixtures/programme.ts'

describe('what a framework covers', () => {
  const coverage = frameworkCoverage(fixtureProgramme())

  it('says of each box what measures it, or why nothing does', () => {
    expect(coverage.nodes.map(({ node, state }) => [node, state])).toEqual([
      ['tools-for-procedures', 'measurable'],
      ['needs-answered', 'measurable'],
      ['rights', 'unmeasured'],
      ['community', 'none'],
    ])
    expect(coverage.nodes[2]?.because).toEqual(['Aucun journal.'])
  })

  it('names each criterion that one independent source would weigh alone', () => {
    expect(coverage.criteria.map(({ criterion, enough }) => [criterion, enough])).toEqual([
      ['acces-dematerialise', true],
      ['reponse-aux-besoins', true],
      ['portee-territoriale', true],
      ['pratiques', false],
    ])
  })

  it('reads in a terminal', () => {
    const lines = coverageLines(coverage)
    expect(lines[0]).toBe('2 sur 4 boîtes des diagrammes ont un indicateur mesurable.')
    expect(lines.join('\n')).toContain('Communauté numérique\u202f: aucun indicateur.')
    expect(lines.join('\n')).toContain('une seule source indépendante (residents-survey)')
  })
})
