import { type Finding, finding } from '../finding.ts'
import { groupBy } from '../group-by.ts'
import type { RawTable } from '../raw-table.ts'
import type { Values } from '../tables/target-table.ts'

/** A row that will be loaded, with its derived columns. */
export interface DerivedRow {
  readonly rowNo: number
  readonly values: Values
}

/** Names the rows that say the same thing of the same thing: one warning for each group of them. */
export function checkUnique(
  rows: readonly DerivedRow[],
  fields: readonly string[],
  message: string,
  { file }: RawTable,
): Finding[] {
  const groups = groupBy(rows, ({ values }) =>
    JSON.stringify(fields.map((field) => identityOf(values, field))),
  )
  return [...groups.values()].flatMap((group) => {
    const [first, second] = group
    if (!first || !second) return []
    const what = fields
      .flatMap((field) => first.values[`${field}_label`] ?? first.values[field] ?? [])
      .join(', ')
    const numbers = group.map(({ rowNo }) => rowNo)
    return [
      finding({
        code: 'listed-twice',
        file,
        row: second.rowNo,
        problem: `${message.replace(/\.$/, '')} : lignes ${numbers.slice(0, -1).join(', ')} et ${numbers.at(-1)}`,
        found: what,
        remedy: 'garder celle qui vaut, si c’est un doublon : les lignes ont toutes été chargées',
      }),
    ]
  })
}

/** A label is the same as another when both name the same thing, whatever the spelling. */
function identityOf(values: Values, field: string): Values[string] {
  return values[field.replace(/_label$/, '')] ?? values[field] ?? null
}
