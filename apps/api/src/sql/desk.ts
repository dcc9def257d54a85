import type { Locale } from '@retombees/contract/localized'
import type { Viewer } from '@retombees/contract/scope'
import type { SnapshotStamp, Stamped } from '@retombees/contract/snapshot'
import type { SqlExportRequest, SqlHistoryLine, SqlSchema } from '@retombees/contract/sql'
import { readCurrent } from '@retombees/warehouse/snapshot'
import type { Answers } from '../answers/answers.ts'
import { readHistory } from './history.ts'
import { createSavedQueries, type SavedQueries } from './saved-queries.ts'
import { sqlSchema } from './schema.ts'
import {
  type Asking,
  createStatements,
  type StatementOptions,
  type Statements,
  type WrittenFile,
} from './statements.ts'
import { analystFace } from './workspace.ts'

/** All that the SQL routes stand on. */
export interface SqlDesk {
  readonly statements: Statements
  readonly saved: SavedQueries
  schema(locale: Locale): Promise<Stamped<SqlSchema>>
  history(viewer: Viewer, before?: number): Promise<SqlHistoryLine[]>
  write(asking: Asking, request: SqlExportRequest): Promise<WrittenFile>
  /** The analyst file that is published now. Throws a NoSnapshotError when nothing is. */
  database(viewer: Viewer): { file: string; snapshot: SnapshotStamp }
  close(): Promise<void>
}

export function createSqlDesk(
  answers: Answers,
  options: StatementOptions & { mode: 'demo' | 'production' },
): SqlDesk {
  const { home, store } = options
  const statements = createStatements(options)
  return {
    statements,
    saved: createSavedQueries(store, options),
    schema: (locale) =>
      answers.read('analyst', async ({ stamp }, programme) => ({
        snapshot: stamp,
        data: sqlSchema(programme, readCurrent(home)?.rows.analyst ?? {}, locale),
      })),
    history: (viewer, before) => readHistory(store, viewer, before),
    write: async (asking, request) => {
      const { fr, en } = await answers.read('analyst', async (_, programme) => programme.label)
      return statements.write(asking, request, { fr, en: en ?? fr })
    },
    database: () => analystFace(home),
    close: () => statements.close(),
  }
}
