import type { CrossTest } from '@retombees/contract/cross-table'
import { isAbsent } from '@retombees/statistics/absence'
import { compareScale } from '@retombees/statistics/compare-scale'
import { compareTable, type TableComparison } from '@retombees/statistics/compare-table'
import { type AskedItem, opinionCodes } from './codebook.ts'
import { frenchNumber, frenchP, typeset } from './french.ts'

/**
 * The tests of a cross table of counts: one of independence, chosen by its shape and its expected counts; and, for an
 * ordered scale in two groups, a comparison of the two without « don't know » and « no answer »; a positive delta says that
 * the first group agrees more.
 */
export function testsOf(
  counts: readonly (readonly number[])[],
  rows: AskedItem | null,
  groups: number,
): readonly CrossTest[] {
  const independence = compareTable(counts)
  return [
    ...(isAbsent(independence) ? [] : [independenceTest(independence)]),
    ...(rows?.question.kind === 'scale' && groups === 2 ? scaleTest(counts, rows) : []),
  ]
}

function independenceTest(compared: TableComparison): CrossTest {
  return {
    name: NAMES[compared.test],
    why: typeset(whyOf(compared)),
    pValue: compared.pValue,
    sentence: sentenceOf(compared.pValue, 'un lien entre les deux questions', 'lien non démontré'),
  }
}

const NAMES: Readonly<Record<TableComparison['test'], string>> = Object.freeze({
  'fisher-2x2': 'Fisher exact',
  pearson: 'Khi-deux de Pearson',
  'fisher-freeman-halton': 'Fisher-Freeman-Halton',
})

function whyOf({ test, choice, result }: TableComparison): string {
  const smallest = frenchNumber('grounds' in choice ? choice.grounds.smallestExpected : 0, 1)
  switch (test) {
    case 'fisher-2x2':
      return 'Le tableau a deux lignes et deux colonnes.'
    case 'pearson':
      return `Tous les effectifs attendus atteignent 5 (le plus petit : ${smallest}).`
    case 'fisher-freeman-halton':
      return 'method' in result && result.method === 'monte-carlo'
        ? `Un effectif attendu est sous 5 (${smallest}) ; estimé sur ${frenchNumber(result.draws)} tirages, graine fixe.`
        : `Un effectif attendu est sous 5 (${smallest}) ; calcul exact.`
  }
}

function scaleTest(counts: readonly (readonly number[])[], rows: AskedItem): readonly CrossTest[] {
  const opinions = opinionCodes(rows)
  const kept = rows.codes.flatMap((code, index) => {
    const row = counts[index]
    return opinions.includes(code.id) && row ? [row] : []
  })
  const rising = [...kept].reverse()
  const compared = compareScale({
    values: rising.map((_, level) => level),
    a: rising.map(([a = 0]) => a),
    b: rising.map(([, b = 0]) => b),
  })
  if (isAbsent(compared)) return []
  const { delta } = compared.effect
  return [
    {
      name: 'Mann-Whitney',
      why: typeset(
        `Échelle ordonnée dans deux groupes, sans « je ne sais pas » ni sans réponse ; delta de Cliff : ${frenchNumber(delta, 2)}.`,
      ),
      pValue: compared.pValue,
      sentence: sentenceOf(
        compared.pValue,
        'une différence entre les deux groupes',
        'différence non démontrée',
      ),
    },
  ]
}

/** One table looked at by itself is not corrected for all those that might have been: a hint at most. */
function sentenceOf(p: number, hint: string, nothing: string): string {
  const claim = p <= 0.05 ? `indice pour ${hint}` : nothing
  return typeset(`${claim} (${frenchP(p)}, sans correction pour les autres tableaux essayés)`)
}
