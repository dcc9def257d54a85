import type { Figure, Provenance, ValueFormat } from '@retombees/contract/figure'
import type { Split } from '@retombees/contract/indicator'
import type { Query } from '@retombees/contract/query'
import type { Measure } from '@retombees/programme/measure'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Compilable, Kysely } from 'kysely'

/** What a measure needs to know of the indicator it serves. */
export interface MeasureContext {
  readonly programme: Programme
  readonly format: ValueFormat
  readonly unit: string
  /** Whether the indicator is shown by territory at all. */
  readonly byTerritory: boolean
  /** What is asked: filters, and what to split by. */
  readonly query: Query
}

export interface TerritoryFigure {
  readonly territory: string
  readonly figure: Figure
}

/** A measure taken: the whole of what is asked and each territory of it, all from the same provenance (null: no rows at all). */
export interface Measurement {
  readonly provenance: Provenance | null
  readonly whole: Figure
  readonly byTerritory: readonly TerritoryFigure[]
  /** The parts that the query asked for; null when it asked for none. */
  readonly split: Split | null
}

/** Which rows a figure was computed from, besides what its query says. */
export interface Slice {
  readonly provenance: Provenance
}

/** The identity of a row: its load, and its number in the file. */
export interface RowId {
  readonly load_id: string
  readonly row_no: number
}

/** All that is known of one way of measuring. Queries are only filters and grouped aggregates, each over one fact table. */
export interface MeasureKind<M extends Measure> {
  /** The queries that `measure` runs, not executed; none for what the data cannot answer. */
  queries(db: Kysely<Database>, measure: M, context: MeasureContext): readonly Compilable[]
  measure(db: Kysely<Database>, measure: M, context: MeasureContext): Promise<Measurement>
  /** The rows that a figure was computed from. */
  rowsBehind(
    db: Kysely<Database>,
    measure: M,
    slice: Slice,
    context: MeasureContext,
  ): Promise<readonly RowId[]>
  /** The measure in one French sentence. */
  describe(measure: M, programme: Programme): string
}
