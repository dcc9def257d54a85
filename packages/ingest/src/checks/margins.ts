import type { SourceFile } from '@retombees/programme/source-file'
import { compare, decimal, plain, sum } from '../decimal.ts'
import { type Finding, finding } from '../finding.ts'
import { groupBy } from '../group-by.ts'
import type { RawTable } from '../raw-table.ts'
import type { ReadRow } from '../read-row.ts'

/**
 * Compares the margins by which each row counts the same people: women and men, bands of ages, the total. A margin
 * with a cell left empty is not compared. A disagreement is a warning: nothing is mended.
 */
export function checkMargins(
  rows: readonly ReadRow[],
  by: string,
  { unpivot }: SourceFile,
  { file, header }: RawTable,
): Finding[] {
  if (!unpivot) return []
  return rows.flatMap((row) => {
    const margins = [...groupBy(row.measures, ({ set }) => String(set[by] ?? '')).values()].flatMap(
      (cells) => {
        const counts = cells.flatMap(({ value }) => (value === null ? [] : decimal(String(value))))
        const columns = cells.map(({ index }) => header[index] ?? '').join(' + ')
        return counts.length < cells.length ? [] : [{ columns, total: sum(counts) }]
      },
    )
    const [first, ...others] = margins
    if (!first || others.every(({ total }) => compare(total, first.total) === 0)) return []
    return [
      finding({
        code: 'margins-disagree',
        file,
        row: row.rowNo,
        problem: 'les effectifs de la ligne ne s’accordent pas entre eux',
        found: margins.map(({ columns, total }) => `${columns} = ${plain(total)}`).join(' ; '),
        expected: 'le même total de chaque façon de compter',
        remedy: 'vérifier les uns et les autres : rien n’a été corrigé',
      }),
    ]
  })
}
