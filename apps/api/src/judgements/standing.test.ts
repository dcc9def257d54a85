import { describe, expect, it } from 'vitest'
import type { EvidenceState } from './evidence-state.ts'
import { standingOf } from './standing.ts'

type Criterion = EvidenceState['criteria'][number]

const indicator = {
  id: 'i',
  label: 'Indicateur',
  version: 'v1',
  reading: 'majority-established',
  status: 'no-target',
  statusWords: 'sans cible',
} as const
const criterion: Criterion = {
  id: 'c',
  label: 'Critère',
  strength: 'single-source',
  sources: [{ source: 's', label: 'Enquête', says: 'favourable' }],
  indicators: [indicator],
}
const evidence = (...criteria: Criterion[]): EvidenceState => ({ criteria })
const against = (change: { against: boolean }) => change.against

describe('the standing of a signed answer', () => {
  it('is the same while the evidence is', () => {
    expect(standingOf('yes', evidence(criterion), evidence(criterion))).toEqual({
      standing: 'same',
      changes: [],
    })
  })

  it('is contradicted when a source turns against a positive answer, and says which', () => {
    const turned = {
      ...criterion,
      sources: [{ source: 's', label: 'Enquête', says: 'unfavourable' as const }],
    }
    const { standing, changes } = standingOf('yes-with-reservation', evidence(criterion), evidence(turned))
    expect(standing).toBe('contradicted')
    expect(changes).toEqual([
      { sentence: '« Critère », Enquête : favorable devient défavorable.', against: true },
    ])
  })

  it('is only changed when that source turns under an answer that was reserved already', () => {
    const turned = {
      ...criterion,
      sources: [{ source: 's', label: 'Enquête', says: 'unfavourable' as const }],
    }
    expect(standingOf('insufficiently', evidence(criterion), evidence(turned)).standing).toBe('changed')
    expect(standingOf('insufficiently', evidence(turned), evidence(criterion)).standing).toBe('contradicted')
  })

  it('is contradicted when the evidence of a positive answer weakens, not when it grows', () => {
    const strong = { ...criterion, strength: 'converging' as const }
    expect(standingOf('yes', evidence(strong), evidence(criterion)).standing).toBe('contradicted')
    expect(standingOf('yes', evidence(criterion), evidence(strong)).standing).toBe('changed')
    expect(standingOf('not-concluded', evidence(criterion), evidence(strong)).standing).toBe('contradicted')
  })

  it('counts a source that is gone as one that has fallen silent', () => {
    const { standing, changes } = standingOf(
      'yes',
      evidence(criterion),
      evidence({ ...criterion, sources: [] }),
    )
    expect(standing).toBe('contradicted')
    expect(changes[0]?.sentence).toContain('favorable devient muette')
  })

  it('tells a changed definition, a changed reading, a new and a removed criterion', () => {
    const now = evidence(
      { ...criterion, indicators: [{ ...indicator, version: 'v2', reading: 'split' }] },
      { ...criterion, id: 'd', label: 'Autre' },
    )
    const { changes } = standingOf(
      'yes',
      evidence(criterion, { ...criterion, id: 'e', label: 'Ancien' }),
      now,
    )
    expect(changes.map((change) => change.sentence)).toEqual([
      '« Ancien » n’est plus un critère.',
      'Indicateur : la définition a changé.',
      'Indicateur : « majorité établie » devient « partagé ».',
      '« Autre » est un nouveau critère.',
    ])
    expect(changes.filter(against)).toHaveLength(1)
  })
})
