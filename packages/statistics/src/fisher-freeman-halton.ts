import { type Absence, absence } from './absence'
import { type ContingencyTable, filledTable, tableMargins } from './contingency-table'
import { randomStream } from './distributions/random-stream'
import { requireCount, StatisticsInputError } from './errors'
import { drawnPValue } from './freeman-halton-draws'
import { networkPValue } from './freeman-halton-network'

interface Shared {
  readonly pValue: number
  readonly emptyRows: readonly number[]
  readonly emptyColumns: readonly number[]
}

/** `method` says whether the p-value is exact or estimated on `draws` random tables, with its standard error. */
export type FisherFreemanHalton =
  | (Shared & { readonly method: 'exact'; readonly work: number })
  | (Shared & {
      readonly method: 'monte-carlo'
      readonly draws: number
      readonly standardError: number
      readonly seed: number
    })

export interface FreemanHaltonOptions {
  /** Steps that the exact computation may take before draws replace it; 0 asks for draws. */
  readonly workLimit?: number
  readonly draws?: number
  readonly seed?: number
}

export const WORK_LIMIT = 2_000_000
export const DRAWS = 99_999
export const SEED = 20_190_101

/**
 * Fisher-Freeman-Halton test of an r×c table of counts, two-sided by point probability: exact where the declared work
 * limit allows, else Monte Carlo with a fixed seed. The choice depends on the table alone, never on the machine.
 * Empty rows and columns are left out and listed.
 * G. H. Freeman and J. H. Halton, "Note on an exact treatment of contingency, goodness of fit and other problems of
 * significance", Biometrika 38 (1951) 141-149.
 */
export function fisherFreemanHalton(
  table: ContingencyTable,
  { workLimit = WORK_LIMIT, draws = DRAWS, seed = SEED }: FreemanHaltonOptions = {},
): FisherFreemanHalton | Absence {
  for (const [name, count] of Object.entries({ workLimit, draws, seed })) requireCount(name, count)
  if (draws === 0) throw new StatisticsInputError('draws', draws, 'at least one random table')
  const margins = tableMargins(table)
  const { emptyRows, emptyColumns } = margins
  if (margins.total === 0) return absence('no-observation')
  const filled = filledTable(table, margins)
  if (filled.length < 2 || (filled[0]?.length ?? 0) < 2) return absence('single-line')

  const exact = networkPValue(filled, workLimit)
  if (exact !== null) {
    return { pValue: exact.pValue, method: 'exact', work: exact.work, emptyRows, emptyColumns }
  }
  const drawn = drawnPValue(filled, draws, randomStream(seed))
  return { ...drawn, method: 'monte-carlo', draws, seed, emptyRows, emptyColumns }
}
