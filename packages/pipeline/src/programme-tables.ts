import { responseTables } from '@retombees/ingest/survey/response-table'
import type { Programme } from '@retombees/programme/programme'
import type { Table } from '@retombees/warehouse/table'
import { TABLES } from '@retombees/warehouse/tables'

/** Every table of a snapshot of a programme: those that all have, and one for the answers to each questionnaire. */
export function tablesOfProgramme(programme: Programme): readonly Table[] {
  return [...TABLES, ...responseTables(programme)]
}
