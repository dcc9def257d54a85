import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { WarehouseError } from './errors.ts'

/** The connections of one engine, lent one query or transaction at a time. */
export interface Connections {
  /** Waits for a free one when all are out. */
  borrow(): Promise<DuckDBConnection>
  giveBack(connection: DuckDBConnection): void
  /** Stops what runs on those that are out. */
  interrupt(): void
  /** Waits for what is out to come back, then closes everything; a later `borrow` is refused. */
  close(): Promise<void>
}

/** At most `size` connections, opened as they are needed. */
export function lendConnections(instance: DuckDBInstance, size: number): Connections {
  const free: DuckDBConnection[] = []
  const all: DuckDBConnection[] = []
  const waiting: { resolve(connection: DuckDBConnection): void; reject(error: Error): void }[] = []
  let opened = 0
  let closing: Promise<void> | undefined
  let allBack: (() => void) | undefined

  function refuse(): WarehouseError {
    return new WarehouseError('engine-closed', 'Cette base a été fermée.')
  }

  return {
    async borrow() {
      if (closing) throw refuse()
      const idle = free.pop()
      if (idle) return idle
      if (opened >= size) return new Promise((resolve, reject) => waiting.push({ resolve, reject }))
      opened += 1
      try {
        const connection = await instance.connect()
        all.push(connection)
        return connection
      } catch (error) {
        opened -= 1
        throw error
      }
    },
    giveBack(connection) {
      const next = waiting.shift()
      if (next) return next.resolve(connection)
      free.push(connection)
      if (free.length === opened) allBack?.()
    },
    interrupt() {
      for (const connection of all) if (!free.includes(connection)) connection.interrupt()
    },
    close() {
      closing ??= (async () => {
        for (const { reject } of waiting.splice(0)) reject(refuse())
        if (free.length < opened) await new Promise<void>((resolve) => (allBack = resolve))
        for (const connection of free.splice(0)) connection.closeSync()
        instance.closeSync()
      })()
      return closing
    },
  }
}
