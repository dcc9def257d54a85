import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { builtProgram } from './built.ts'
import type { Readings } from './reader-process.ts'

/** Processes that read a home all along. */
export interface Readers {
  /** Reads that home for as long as `work` lasts; returns what each reader found with what `work` gave. */
  during<T>(home: string, work: () => Promise<T>): Promise<{ result: T; readings: readonly Readings[] }>
  close(): Promise<void>
}

/** Builds the reader's program, since Node runs no TypeScript, and starts that many. */
export async function openReaders(count: number): Promise<Readers> {
  const { script, remove } = await builtProgram(join(import.meta.dirname, 'reader-process.ts'))
  const readers = Array.from({ length: count }, () => startReader(script))
  return {
    async during(home, work) {
      for (const { child } of readers) child.stdin?.write(`${home}\n`)
      try {
        const result = await work()
        return { result, readings: await Promise.all(readers.map(stopReading)) }
      } catch (error) {
        await Promise.all(readers.map(stopReading))
        throw error
      }
    },
    async close() {
      for (const { child } of readers) {
        child.stdin?.end()
        child.kill('SIGTERM')
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      }
      remove()
    },
  }
}

interface RunningReader {
  readonly child: ChildProcess
  readonly lines: Interface
}

function startReader(script: string): RunningReader {
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] })
  if (!child.stdout) throw new Error('a reader has no output')
  return { child, lines: createInterface({ input: child.stdout }) }
}

async function stopReading({ child, lines }: RunningReader): Promise<Readings> {
  const said = once(lines, 'line')
  child.stdin?.write('\n')
  const [line] = (await said) as [string]
  return JSON.parse(line) as Readings
}
