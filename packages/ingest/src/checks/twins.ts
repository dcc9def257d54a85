import type { SourceFile } from '@retombees/programme/source-file'
import type { Columns } from '../columns.ts'
import type { Fault } from '../fault.ts'
import { groupBy } from '../group-by.ts'
import type { RawTable } from '../raw-table.ts'
import type { ReadRow } from '../read-row.ts'
import type { Target } from '../tables/target-row.ts'
import type { Values } from '../tables/target-table.ts'

/** A row of the file that may be loaded. */
export interface Candidate {
  readonly row: ReadRow
  readonly values: Values
  readonly faults: readonly Fault[]
}

/** What tells one event from another in a row of the file: what its columns give when they become rows is not of the row. */
function identityOf({ rules }: Target, { unpivot }: SourceFile): readonly string[] {
  if (!unpivot) return rules.identity ?? []
  const given = new Set([
    unpivot.key,
    unpivot.value,
    ...unpivot.columns.flatMap(({ set }) => Object.keys(set)),
  ])
  return (rules.identity ?? []).filter((field) => !given.has(field))
}

/**
 * The rows that say again what another row of the file says, by their line. Of rows that are alike the first is kept;
 * rows that disagree on the same event are all set aside, since nothing says which is right.
 */
export function findTwins(
  candidates: readonly Candidate[],
  target: Target,
  source: SourceFile,
  columns: Columns,
  { header }: RawTable,
): ReadonlyMap<number, readonly Fault[]> {
  const found = new Map<number, readonly Fault[]>()
  const identity = identityOf(target, source)
  if (identity.length === 0) return found
  const sound = candidates.filter(
    ({ faults, values }) =>
      faults.length === 0 && identity.every((field) => (values[field] ?? null) !== null),
  )
  const events = groupBy(sound, ({ values }) => JSON.stringify(identity.map((field) => values[field])))
  const column = identity
    .flatMap((field) => columns.fields.get(field) ?? [])
    .map((index) => header[index] ?? '')
    .join(' + ')
  const at = { column: column || null, value: null }
  for (const [first, ...others] of events.values()) {
    if (!first || others.length === 0) continue
    const again = others.map(({ row }) => row.rowNo)
    const lines = [first.row.rowNo, ...again]
    const alike = others.every(({ row }) => sameCells(row, first.row))
    for (const line of alike ? again : lines)
      found.set(line, [{ ...at, ...(alike ? repeated(first.row.rowNo) : conflicting(lines)) }])
  }
  return found
}

function repeated(line: number) {
  return {
    code: 'duplicate-row',
    problem: `cette ligne répète la ligne ${line}, qui est chargée`,
    remedy: 'la retirer, si elle est en trop',
  }
}

function conflicting(lines: readonly number[]) {
  return {
    code: 'conflicting-rows',
    problem: `les lignes ${lines.slice(0, -1).join(', ')} et ${lines.at(-1)} disent autrement la même chose`,
    remedy: 'garder celle qui est juste',
  }
}

function sameCells(a: ReadRow, b: ReadRow): boolean {
  return JSON.stringify(a.cells) === JSON.stringify(b.cells)
}
