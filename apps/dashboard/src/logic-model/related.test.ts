import type { LogicModelResult } from '@retombees/contract/logic-model'
import { describe, expect, it } from 'vitest'
import { relatedTo } from './related.ts'

const node = (id: string, kind: 'output' | 'area' | 'outcome' | 'impact') => ({
  id,
  label: id,
  kind,
  evidence: 'none' as const,
  evidenceWords: '',
  indicators: [],
  note: null,
})

const model: LogicModelResult = {
  id: 'habitants',
  label: 'Habitants',
  audience: 'residents',
  note: null,
  nodes: [
    node('ateliers', 'output'),
    node('accueil', 'area'),
    node('demarches', 'outcome'),
    node('droits', 'impact'),
  ],
  groups: [
    {
      id: 'g1',
      area: 'accueil',
      outcomes: ['demarches', 'difficultes'],
      prototypes: [{ id: 'borne', label: 'Borne' }],
    },
    { id: 'g2', area: 'emploi', outcomes: ['competences'], prototypes: [] },
  ],
}

describe('what the correspondence tables say of a box', () => {
  it('relates an outcome to its area and to the outcomes of the same group', () => {
    const related = relatedTo(model, 'demarches')
    expect(related.groups.map(({ id }) => id)).toEqual(['g1'])
    expect([...related.nodes]).toEqual(['accueil', 'difficultes'])
  })

  it('relates an area to its outcomes', () => {
    expect([...relatedTo(model, 'emploi').nodes]).toEqual(['competences'])
  })

  it('invents no link to outputs or impacts', () => {
    expect(relatedTo(model, 'droits')).toEqual({ groups: [], nodes: new Set() })
    expect(relatedTo(model, 'ateliers').nodes.size).toBe(0)
    expect(relatedTo(model, null).nodes.size).toBe(0)
  })
})
