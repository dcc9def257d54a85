import type { Figure, Provenance, ValueFormat } from '@retombees/contract/figure'
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
}

export interface TerritoryFigure {
  readonly territory: string
  readonly figure: Figure
}

/** A measure taken: the programme as a whole and each territory, all from the same provenance (null: no rows at all). */
export interface Measurement {
  readonly provenance: Provenance | null
  readonly whole: Figure
  readonly byTerritory: readonly TerritoryFigure[]
}

/** Which of a measurement's figures: a territory, or the whole when there is none. */
export interface Slice {
  readonly provenance: Provenance
  readonly territory?: string
}

/** The identity of a row: its load, and its number in the file. */
export interface RowId {
  readonly load_id: string
  readonly row_no: number
}

/** All that is known of one way of measuring. Queries are only filters and grouped aggregates, each over one fact table. */
export interface MeasureKind<M extends Measure> {
  /** The queries that `measure` runs, not executed. */
  queries(db: Kysely<Database>, measure: M): readonly Compilable[]
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
