import type { Provenance } from '@retombees/contract/figure'
import { BLANK } from '@retombees/contract/query'
import type { Database } from '@retombees/warehouse/database'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { factTable } from '../measures/fact-table.ts'
import { chosenProvenance } from '../measures/provenance.ts'
import type { Counted } from './counted.ts'
import type { Selected } from './selected.ts'

/** One group of rows: of a cell, of a margin (`row` or `column` null), or of everything. */
export interface Group {
  readonly row: string | null
  readonly column: string | null
  readonly n: number
  /** Rows that are counted; and of those, what could not be counted: no person recognised, no head count written. */
  readonly rows: number
  readonly uncounted: number
  readonly loads: readonly string[]
  /** Why its number is masked, in French; null where it is not. */
  readonly hidden: string | null
}

export interface Groups {
  readonly provenance: Provenance | null
  readonly groups: readonly Group[]
}

interface GroupRow {
  readonly provenance: string
  readonly r: string | null
  readonly c: string | null
  readonly no_row: number | bigint
  readonly no_column: number | bigint
  readonly present: number | bigint
  readonly n: number | bigint | null
  readonly rows: number | bigint
  readonly uncounted: number | bigint
  readonly loads: string | null
}

const VALUES = {
  rows: { n: sql`count(*) filter (where kept)`, uncounted: sql`0` },
  persons: {
    n: sql`count(distinct who) filter (where kept)`,
    uncounted: sql`count(*) filter (where kept and who is null)`,
  },
  heads: {
    n: sql`sum(heads) filter (where kept)`,
    uncounted: sql`count(*) filter (where kept and heads is null)`,
  },
} as const

/**
 * One grouped query over one table: cells, both margins and the whole, each counted afresh, since different persons are
 * additive over nothing. Filters are inside the aggregates: the provenance is chosen among all the rows of the table.
 */
export function groupsQuery(
  measure: Counted,
  axes: { rows: RawBuilder<string | null>; columns: RawBuilder<string | null> | null },
  { placed, kept }: Selected,
): RawBuilder<GroupRow> {
  factTable(measure.table)
  const { n, uncounted } = VALUES[measure.value]
  const sets =
    axes.columns === null
      ? sql`(provenance, r), (provenance)`
      : sql`(provenance, r, c), (provenance, r), (provenance, c), (provenance)`
  return sql<GroupRow>`
    select provenance, r, c, grouping(r) as no_row, ${axes.columns === null ? sql`1` : sql`grouping(c)`} as no_column,
      count(*) filter (where placed) as present, ${n} as n, count(*) filter (where kept) as rows,
      ${uncounted} as uncounted, string_agg(distinct load_id, '|') filter (where kept) as loads
    from (
      select provenance, load_id, coalesce(${axes.rows}, ${BLANK}) as r,
        ${axes.columns === null ? sql`cast(null as varchar)` : sql`coalesce(${axes.columns}, ${BLANK})`} as c,
        ${measure.value === 'persons' ? sql`person` : sql`null`} as who,
        ${measure.value === 'heads' ? sql`n` : sql`null`} as heads,
        ${placed} as placed, ${kept} as kept
      from ${sql.table(measure.table)}
    )
    group by grouping sets (${axes.columns === null ? sql`(provenance, r, c), (provenance)` : sets})
    order by r, c`
}

/** The groups of the one provenance that speaks: collected rows where there are any, else simulated ones, never both. */
export async function factGroups(
  db: Kysely<Database>,
  measure: Counted,
  axes: Parameters<typeof groupsQuery>[1],
  selected: Selected,
): Promise<Groups> {
  const { rows } = await groupsQuery(measure, axes, selected).execute(db)
  const provenance = chosenProvenance(rows.map((row) => row.provenance))
  return {
    provenance,
    groups: rows
      .filter((row) => row.provenance === provenance && Number(row.present) > 0)
      .map((row) => ({
        row: Number(row.no_row) === 1 ? null : row.r,
        column: axes.columns === null || Number(row.no_column) === 1 ? null : row.c,
        n: Number(row.n ?? 0),
        rows: Number(row.rows),
        uncounted: Number(row.uncounted),
        loads: row.loads === null ? [] : row.loads.split('|'),
        hidden: null,
      })),
  }
}
