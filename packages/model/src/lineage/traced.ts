import type { Figure } from '@retombees/contract/figure'
import type { Lineage } from '@retombees/contract/lineage'
import type { Depth } from '@retombees/contract/role'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { typeset } from '../french.ts'
import type { RowId } from '../measures/measure-kind.ts'
import { loadsBehind } from './loads.ts'

/** « what, where ». */
export function labelIn(programme: Programme, label: string, territory: string | undefined): string {
  if (territory === undefined) return label
  return `${label}, ${programme.territories.find((each) => each.id === territory)?.label.fr ?? territory}`
}

export interface Traced {
  readonly subject: string
  readonly label: string
  readonly figure: Figure
  readonly measure: Lineage['measure']
}

/** Joins a figure to the loads of its rows. */
export async function lineageOf(
  db: Kysely<Database>,
  depth: Depth,
  rows: readonly RowId[],
  traced: Traced,
): Promise<Lineage> {
  return { ...traced, label: typeset(traced.label), depth, loads: await loadsBehind(db, rows, depth) }
}
