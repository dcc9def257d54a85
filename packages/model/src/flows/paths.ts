import type { Provenance } from '@retombees/contract/figure'
import type { Database } from '@retombees/warehouse/database'
import { type Kysely, sql } from 'kysely'
import type { Selected } from '../breakdown/selected.ts'
import { chosenProvenance } from '../measures/provenance.ts'

/** How many persons took the same way: the kinds in the order in which they first came to each. */
export interface Path {
  readonly kinds: readonly string[]
  /** Came to one workshop only. */
  readonly once: boolean
  readonly persons: number
}

export interface Paths {
  readonly provenance: Provenance | null
  readonly paths: readonly Path[]
  readonly unrecognised: number
  readonly loads: readonly string[]
}

interface PathRow {
  readonly path: string
  readonly once: boolean
  readonly persons: number | bigint
}

/** Ways by the number of persons who took each. Two kinds on the same first day are taken in the order of their names. */
export async function readPaths(db: Kysely<Database>, { kept }: Selected): Promise<Paths> {
  const present = await db
    .selectFrom('attendances')
    .select([
      'provenance',
      sql<number>`count(*) filter (where ${kept} and person is null)`.as('unrecognised'),
      sql<string | null>`string_agg(distinct load_id, '|') filter (where ${kept})`.as('loads'),
    ])
    .groupBy('provenance')
    .execute()
  const provenance = chosenProvenance(present.map((row) => row.provenance))
  const own = present.find((row) => row.provenance === provenance)
  if (provenance === null || own === undefined) return { provenance, paths: [], unrecognised: 0, loads: [] }
  const { rows } = await pathsQuery(provenance, kept).execute(db)
  return {
    provenance,
    paths: rows.map((row) => ({ kinds: row.path.split('>'), once: row.once, persons: Number(row.persons) })),
    unrecognised: Number(own.unrecognised),
    loads: own.loads?.split('|') ?? [],
  }
}

function pathsQuery(provenance: Provenance, kept: Selected['kept']) {
  return sql<PathRow>`
    select path, once, count(*) as persons from (
      select person, string_agg(kind, '>' order by first_day, kind) as path, sum(times) = 1 as once from (
        select person, kind, min(day) as first_day, count(*) as times
        from attendances where provenance = ${provenance} and ${kept} and person is not null
        group by person, kind
      ) group by person
    ) group by path, once order by path, once`
}
