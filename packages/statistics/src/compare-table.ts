import { type Absence, absence, isAbsent } from './absence'
import { chooseTableTest, type TableChoice } from './choose-test'
import { type ContingencyTable, filledTable, tableMargins } from './contingency-table'
import { type Fisher2x2, fisherExact2x2 } from './fisher-2x2'
import {
  type FisherFreemanHalton,
  type FreemanHaltonOptions,
  fisherFreemanHalton,
} from './fisher-freeman-halton'
import { type Pearson, pearson } from './pearson'

interface Compared<Test extends TableChoice['test'], Result> {
  readonly test: Test
  readonly choice: TableChoice
  readonly pValue: number
  readonly result: Result
}

/** The choice with its reasons, the p-value, and the full result of the test chosen. */
export type TableComparison =
  | Compared<'fisher-2x2', Fisher2x2>
  | Compared<'pearson', Pearson>
  | Compared<'fisher-freeman-halton', FisherFreemanHalton>

/** Chooses the test of a table of counts by its rule and runs it. */
export function compareTable(
  table: ContingencyTable,
  options: FreemanHaltonOptions & { level?: number } = {},
): TableComparison | Absence {
  const choice = chooseTableTest(table)
  switch (choice.test) {
    case 'none':
      return absence(choice.reason)
    case 'fisher-2x2': {
      const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = filledTable(table, tableMargins(table))
      const result = fisherExact2x2(a, b, c, d, { level: options.level })
      return { test: choice.test, choice, pValue: result.pValue, result }
    }
    case 'pearson': {
      const result = pearson(table)
      if (isAbsent(result)) return result
      return { test: choice.test, choice, pValue: result.pValue, result }
    }
    case 'fisher-freeman-halton': {
      const result = fisherFreemanHalton(table, options)
      if (isAbsent(result)) return result
      return { test: choice.test, choice, pValue: result.pValue, result }
    }
  }
}
