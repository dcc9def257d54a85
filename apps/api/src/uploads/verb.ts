import { spawn } from 'node:child_process'
import { basename, sep } from 'node:path'
import { createInterface } from 'node:readline'
import { IngestOutcome, MendOutcome } from '@retombees/contract/load'
import { IngestProgress, type UploadEvent } from '@retombees/contract/upload'
import type { Home } from '@retombees/warehouse/home'
import { z } from 'zod'

/** The command that writes the warehouse. The server itself never does. */
export interface VerbRunner {
  /** The verb’s events as it says them; ends with `end`. Aborting stops the verb, which then leaves nothing half done. */
  run(args: readonly string[], signal: AbortSignal): AsyncGenerator<UploadEvent>
}

const Line = z.union([
  z
    .object({ progress: IngestProgress })
    .transform(({ progress }) => ({ kind: 'progress' as const, progress })),
  IngestOutcome.transform((outcome) => ({ kind: 'outcome' as const, outcome })),
  MendOutcome.transform((outcome) => ({ kind: 'mended' as const, outcome })),
])

/** Runs verbs of the `retombees` command (`command`: program and first arguments) on a home and a programme. */
export function createVerbRunner(
  command: readonly string[],
  { home, programmeFolder }: { home: Home; programmeFolder: string },
): VerbRunner {
  const [program = '', ...first] = command
  /** No path of this machine leaves it. */
  const withoutPaths = (text: string) =>
    text.replaceAll(home.root + sep, '').replaceAll(home.root, 'l’entrepôt')
  return {
    async *run(args, signal) {
      const child = spawn(program, [...first, ...args], {
        env: {
          PATH: process.env.PATH ?? '',
          RETOMBEES_HOME: home.root,
          RETOMBEES_PROGRAMME: programmeFolder,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
        signal,
      })
      const ended = new Promise<number | null>((resolve) => {
        child.once('close', resolve)
        child.once('error', () => resolve(null))
      })
      child.stderr.setEncoding('utf8')
      let said = ''
      child.stderr.on('data', (chunk) => {
        said = `${said}${chunk}`.slice(-4000)
      })
      let outcomes = 0
      for await (const text of createInterface({ input: child.stdout })) {
        const line = Line.safeParse(parsed(text))
        if (!line.success) continue
        if (line.data.kind !== 'progress') outcomes += 1
        yield named(line.data)
      }
      const code = await ended
      // Code 1 with outcomes says that a file was refused: the outcome says why.
      if (!signal.aborted && code !== 0 && !(code === 1 && outcomes > 0 && said.trim() === ''))
        yield {
          kind: 'failed',
          message: withoutPaths(said.trim()) || 'Le chargement s’est interrompu ; recommencez.',
        }
      yield { kind: 'end' }
    },
  }
}

/** An upload is called by its name, wherever it lies. */
function named(event: z.infer<typeof Line>): UploadEvent {
  if (event.kind !== 'outcome') return event
  return { ...event, outcome: { ...event.outcome, file: basename(event.outcome.file) } }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
