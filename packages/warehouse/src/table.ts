import type { Face } from '@retombees/contract/role'

export type ColumnType =
  | 'VARCHAR'
  | 'INTEGER'
  | 'BIGINT'
  | 'BOOLEAN'
  | 'DATE'
  | 'TIMESTAMP'
  | 'DECIMAL(14,2)'
  | 'DECIMAL(6,2)'

/** One column of a warehouse table. `faces` is where it may be seen, when that is narrower than its table. */
export interface Column {
  readonly name: string
  readonly type: ColumnType
  readonly nullable: boolean
  readonly description: string
  readonly faces?: readonly Face[]
  /** It tells persons apart: outside the internal face each value is a number that is drawn anew with every snapshot. */
  readonly numbered?: true
}

/** One table of a snapshot: one kind of event, wide and denormalised. */
export interface Table {
  readonly name: string
  readonly description: string
  readonly faces: readonly Face[]
  readonly columns: readonly Column[]
}

/** What a row of every fact table begins with. */
export interface Origin {
  load_id: string
  row_no: number
  provenance: string
}

/** The columns that every fact table begins with. A row's identity is (load_id, row_no). */
export const ORIGIN: readonly Column[] = Object.freeze([
  { name: 'load_id', type: 'VARCHAR', nullable: false, description: 'Chargement d’où vient la ligne' },
  {
    name: 'row_no',
    type: 'INTEGER',
    nullable: false,
    description: 'Numéro de la ligne dans le fichier, en-têtes compris',
  },
  { name: 'provenance', type: 'VARCHAR', nullable: false, description: 'field, published ou simulated' },
])
