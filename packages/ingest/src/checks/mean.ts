import { compare, decimal, meanHalfUp, plain } from '../decimal.ts'
import { type Finding, finding } from '../finding.ts'
import type { RawTable } from '../raw-table.ts'
import type { ReadRow } from '../read-row.ts'
import { isMissing } from '../values/missing.ts'
import { type DecimalSign, readNumber, writeNumber } from '../values/number.ts'

/** Compares the mean printed on each row with the mean of its values, rounded half up in exact arithmetic. */
export function checkMean(
  rows: readonly ReadRow[],
  index: number,
  decimals: number,
  sign: DecimalSign,
  { file, header }: RawTable,
): Finding[] {
  return rows.flatMap((row) => {
    const cell = row.cells[index] ?? null
    const values = row.measures.flatMap(({ value }) => (value === null ? [] : decimal(String(value))))
    const mean = meanHalfUp(values, decimals)
    if (isMissing(cell, ['-']) || mean === null) return []
    const { value: printed } = readNumber(cell, sign)
    if (printed && compare(printed, mean) === 0) return []
    return [
      finding({
        code: printed ? 'mean-disagrees' : 'mean-unreadable',
        file,
        row: row.rowNo,
        column: header[index] ?? '',
        problem: printed
          ? `la moyenne imprimée n’est pas celle des ${values.length} valeurs de la ligne`
          : 'la moyenne imprimée ne se lit pas',
        found: cell,
        expected: writeNumber(plain(mean), sign),
        remedy: 'vérifier l’une et les autres : rien n’a été corrigé',
      }),
    ]
  })
}
