import { existsSync } from 'node:fs'
import Sqlite from 'libsql'

/** Rows of one column of the store, `table.column`. */
export interface PlaceInStore {
  readonly place: string
  readonly rows: number
}

/** Where texts of a store are such as is asked (a name in an annotation, an address in an account), by column. Changes nothing. */
export function textsInStore(path: string, isSuch: (text: string) => boolean): PlaceInStore[] {
  if (!existsSync(path)) return []
  const sqlite = new Sqlite(path)
  try {
    sqlite.exec('pragma busy_timeout = 5000')
    const tables = sqlite
      .prepare(
        `select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name`,
      )
      .all() as { name: string }[]
    return tables.flatMap(({ name }) => {
      const found = new Map<string, number>()
      for (const row of sqlite.prepare(`select * from "${name}"`).iterate() as Iterable<
        Record<string, unknown>
      >)
        for (const [column, value] of Object.entries(row))
          if (typeof value === 'string' && isSuch(value)) found.set(column, (found.get(column) ?? 0) + 1)
      return [...found].map(([column, rows]) => ({ place: `${name}.${column}`, rows }))
    })
  } finally {
    sqlite.close()
  }
}
