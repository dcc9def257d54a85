import type { PartnerGrid } from '@retombees/contract/partner'

/** Who is scored highest on one criterion in one territory. */
export interface Strong {
  readonly criterion: string
  readonly territory: string
  /** The highest mean that a partner has there; null where nobody is scored. */
  readonly best: number | null
  readonly partners: readonly string[]
}

/** For each criterion and territory, the partners with the highest mean of their scores, by name. Never across territories. */
export function strongPartners(grid: PartnerGrid): Strong[] {
  return grid.criteria.flatMap(({ id: criterion }) =>
    grid.territories.map(({ territory }) => {
      const byPartner = new Map<string, { label: string; scores: number[] }>()
      for (const engagement of grid.engagements) {
        const score = engagement.scores[criterion]
        if (engagement.territory !== territory || score == null) continue
        const known = byPartner.get(engagement.partner) ?? { label: engagement.partnerLabel, scores: [] }
        known.scores.push(score)
        byPartner.set(engagement.partner, known)
      }
      const means = [...byPartner.values()].map(({ label, scores }) => ({
        label,
        mean: scores.reduce((sum, score) => sum + score, 0) / scores.length,
      }))
      const best = means.length === 0 ? null : Math.max(...means.map(({ mean }) => mean))
      const partners = means.filter(({ mean }) => mean === best).map(({ label }) => label)
      return { criterion, territory, best, partners: partners.sort((a, b) => a.localeCompare(b, 'fr')) }
    }),
  )
}

/** Two names that may be one legal person. */
export interface Twins {
  readonly keep: { readonly id: string; readonly label: string }
  readonly other: { readonly id: string; readonly label: string }
}

/**
 * Partners whose names may be one legal person written twice: nearly the same letters, or every word of one in the other.
 * A suggestion for somebody who knows them, never a merge.
 */
export function likelyTwins(grid: PartnerGrid): Twins[] {
  const labels = new Map(grid.engagements.map(({ partner, partnerLabel }) => [partner, partnerLabel]))
  const named = [...labels].map(([id, label]) => ({ id, label, words: wordsOf(label) }))
  return named.flatMap((one, at) =>
    named.slice(at + 1).flatMap((two) => {
      if (!isLikely(one.words, two.words)) return []
      const [keep, other] = one.label.length >= two.label.length ? [one, two] : [two, one]
      const bare = ({ id, label }: typeof one) => ({ id, label })
      return [{ keep: bare(keep), other: bare(other) }]
    }),
  )
}

/** Words that say nothing of who it is. */
const EMPTY = new Set(['de', 'du', 'des', 'la', 'le', 'les', 'l', 'd', 'et', 'a', 'au', 'en'])

function wordsOf(label: string): string[] {
  const bare = label.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return bare.split(/[^a-z0-9]+/).filter((word) => word !== '' && !EMPTY.has(word))
}

function isLikely(one: readonly string[], two: readonly string[]): boolean {
  const [fewer, more] = one.length <= two.length ? [one, two] : [two, one]
  if (fewer.length >= 2 && fewer.every((word) => more.includes(word))) return true
  const [a, b] = [one.join(''), two.join('')]
  return Math.min(a.length, b.length) >= 7 && Math.abs(a.length - b.length) <= 1 && areClose(a, b)
}

/** Whether two words differ by one letter at most: added, left out or changed. */
function areClose(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  return short.slice(short.length === long.length ? at + 1 : at) === long.slice(at + 1)
}
