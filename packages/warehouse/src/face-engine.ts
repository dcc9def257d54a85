import type { Kysely } from 'kysely'
import type { Database } from './database.ts'

/**
 * All that the model asks of an engine that holds a face: filters and grouped aggregates over wide tables, by typed
 * queries. An engine that answers them answers every indicator: statistics and judgement are computed above. Who holds
 * one reads one face of one snapshot and nothing else.
 */
export interface FaceEngine {
  readonly db: Kysely<Database>
  /** Waits for running queries, then lets go of what it holds. */
  close(): Promise<void>
}
