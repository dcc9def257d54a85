import type { Discrepancy, Provenance } from '@retombees/contract/figure'
import { typeset } from '../french.ts'

/** Collected rows speak before printed ones, and both before simulated ones. */
const ORDER: readonly Provenance[] = Object.freeze(['field', 'published', 'simulated'])

/**
 * The one provenance a figure is computed from, among those that have rows; null when none has. Simulated rows are used
 * only where no real one exists; collected and printed rows of the same thing are alternatives and are never added.
 */
export function chosenProvenance(present: Iterable<string>): Provenance | null {
  const there = new Set(present)
  return ORDER.find((each) => there.has(each)) ?? null
}

/** Says that other real rows were left out, where both collected and printed rows exist: the printed ones, unless those were `kept`. */
export function alternativeProvenance(
  present: Iterable<string>,
  kept: 'field' | 'published' = 'field',
): readonly Discrepancy[] {
  const there = new Set(present)
  if (!there.has('field') || !there.has('published')) return []
  if (kept === 'published')
    return [
      {
        code: 'answers-left-out',
        message: typeset(
          'Des réponses collectées existent aussi pour la même mesure ; le programme retient les effectifs imprimés, et ils ne sont jamais additionnés.',
        ),
      },
    ]
  return [
    {
      code: 'published-left-out',
      message: typeset(
        'Des effectifs imprimés existent aussi pour la même mesure ; ils ne sont jamais additionnés aux données collectées.',
      ),
    },
  ]
}
