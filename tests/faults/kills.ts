import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Killing, killOnce, type Pace, paceOf } from './kill.ts'
import { type Field, prepareOperations } from './operations.ts'
import { openReaders } from './readers.ts'
import { seeded } from './seeded.ts'

export interface KillPlan {
  readonly field: Field
  /** Kills by operation. */
  readonly kills: Readonly<Record<string, number>>
  readonly seed: number
  /** How many homes are written, and killed, at the same time. */
  readonly lanes: number
  readonly readersByLane: number
  onKill?(killing: Killing): void
}

/** Kills writers at random instants while readers read; returns what came of each kill. */
export async function runKills({ field, kills, seed, lanes, readersByLane, onKill }: KillPlan) {
  const folder = mkdtempSync(join(tmpdir(), 'retombees-kills-'))
  try {
    const operations = await prepareOperations(folder, field)
    const random = seeded(seed)
    const todo = operations.flatMap((operation) =>
      Array.from({ length: kills[operation.name] ?? 0 }, () => ({ operation, seed: random() * 2 ** 32 })),
    )
    const done: Killing[] = []
    const paces = new Map<string, Pace>()
    const lane = async (_: unknown, at: number) => {
      const readers = await openReaders(readersByLane)
      try {
        // Every lane takes its time with the others at work, as it is to be killed.
        for (const operation of operations)
          paces.set(operation.name, await paceOf(join(folder, `lane-${at}`), operation, readers))
        for (let next = todo.shift(); next; next = todo.shift()) {
          const killing = await killOnce(
            join(folder, `lane-${at}`),
            next.operation,
            readers,
            paces.get(next.operation.name) as Pace,
            seeded(next.seed),
          )
          done.push(killing)
          onKill?.(killing)
        }
      } finally {
        await readers.close()
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane))
    return { operations, paces: paces as ReadonlyMap<string, Pace>, killings: done as readonly Killing[] }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
