import type { PartnerGrid } from '@retombees/contract/partner'
import { describe, expect, it } from 'vitest'
import { likelyTwins, strongPartners } from './strong-partners.ts'

const engagement = (territory: string, partnerLabel: string, score: number | null) => ({
  territory,
  partner: partnerLabel.toLowerCase(),
  partnerLabel,
  scores: { funds: score },
})
const grid = (engagements: ReturnType<typeof engagement>[]) =>
  ({
    criteria: [{ id: 'funds', label: 'Apport de fonds' }],
    territories: [{ territory: 'nord' }, { territory: 'sud' }],
    engagements,
  }) as unknown as PartnerGrid

describe('who is strong where', () => {
  it('is the highest mean over the engagements of a partner, territory by territory', () => {
    const strong = strongPartners(
      grid([
        engagement('nord', 'A', 3),
        engagement('nord', 'A', 0),
        engagement('nord', 'B', 2),
        engagement('sud', 'C', null),
      ]),
    )
    expect(strong).toEqual([
      { criterion: 'funds', territory: 'nord', best: 2, partners: ['B'] },
      { criterion: 'funds', territory: 'sud', best: null, partners: [] },
    ])
  })
})

describe('names that may be one partner', () => {
  const twins = (...labels: string[]) =>
    likelyTwins(grid(labels.map((label) => engagement('nord', label, 1)))).map(({ keep, other }) => [
      keep.label,
      other.label,
    ])

  it('are those that differ by a letter, or by words that one adds', () => {
    expect(twins('Médiathèque', 'Mediateque')).toEqual([['Médiathèque', 'Mediateque']])
    expect(twins('Maison emploi', 'Maison de l’emploi de Lille')).toHaveLength(1)
  })

  it('are not those that share one word', () => {
    expect(twins('CCAS de Lille', 'Ville de Lille', 'CCAS')).toEqual([])
  })
})
