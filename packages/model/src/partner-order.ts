import type { Programme } from '@retombees/programme/programme'
import { ModelError } from './errors.ts'
import { fold } from './fold.ts'
import type { ExactEngagement } from './partners.ts'

type Key = string | number | null
type KeyOf = (row: ExactEngagement) => Key

/** The columns a grid can be sorted by; each criterion of the grid besides. */
export const SORTABLE = Object.freeze(['territory', 'partner', 'theme', 'mean', 'scored', 'listed'])

/**
 * Sorts engagements by these keys in turn (`-mean` for descending), the file's order breaking ties. A missing value comes
 * last either way. Throws a ModelError that lists the keys when one is unknown.
 */
export function sortEngagements(
  rows: readonly ExactEngagement[],
  sort: readonly string[],
  programme: Programme,
): readonly ExactEngagement[] {
  const orders = sort.map((key) => {
    const descending = key.startsWith('-')
    return { keyOf: keyOf(descending ? key.slice(1) : key, programme), sign: descending ? -1 : 1 }
  })
  return [...rows].sort((a, b) => {
    for (const { keyOf: key, sign } of orders) {
      const order = compare(key(a), key(b), sign)
      if (order !== 0) return order
    }
    return 0
  })
}

function keyOf(key: string, programme: Programme): KeyOf {
  if (programme.partnerCriteria.some((each) => each.id === key)) {
    return ({ engagement }) => engagement.scores[key] ?? null
  }
  switch (key) {
    case 'territory':
      return ({ engagement }) => programme.territories.findIndex((each) => each.id === engagement.territory)
    case 'partner':
      return ({ engagement }) => fold(engagement.partnerLabel)
    case 'theme':
      return ({ engagement }) => fold(engagement.theme) || null
    case 'mean':
      return ({ engagement }) => engagement.mean
    case 'scored':
      return ({ engagement }) => engagement.scored
    case 'listed':
      return ({ engagement }) => engagement.listed
    default: {
      const expected = [...SORTABLE, ...programme.partnerCriteria.map((each) => each.id)].join(', ')
      throw new ModelError({
        code: 'unknown-sort',
        key: 'sort',
        found: key,
        expected,
        remedy: 'Prendre l’une de ces colonnes, précédée de « - » pour l’ordre décroissant.',
        message: `Tri inconnu : « ${key} ». Attendu : ${expected}.`,
      })
    }
  }
}

function compare(a: Key, b: Key, sign: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b)
  return sign * String(a).localeCompare(String(b), 'fr')
}
