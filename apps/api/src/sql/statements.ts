import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Locale } from '@retombees/contract/localized'
import type { Viewer } from '@retombees/contract/scope'
import type { SnapshotStamp } from '@retombees/contract/snapshot'
import {
  SQL_LIMITS,
  type SqlExportRequest,
  type SqlFormat,
  type SqlRequest,
  type SqlVerdict,
} from '@retombees/contract/sql'
import type { Home } from '@retombees/warehouse/home'
import { recordAudit } from '../audit.ts'
import { ProblemError } from '../problems/problem-error.ts'
import type { Store } from '../store/open-store.ts'
import type { FileAbout, Job, Outcome } from './child/job.ts'
import { problemOf } from './ending.ts'
import { recordRun } from './history.ts'
import { CHILD_MEMORY, type Ended, startRun } from './runner.ts'
import { takeTurns } from './turns.ts'
import { openWorkspaces, type Workspace } from './workspace.ts'

/** Who asks, from where, in what language, and until when they care. */
export interface Asking {
  readonly viewer: Viewer
  readonly address: string
  readonly locale: Locale
  /** Aborted when whoever asked has gone. */
  readonly gone: AbortSignal
}

/** A file that was written for somebody. Whoever has read it removes it. */
export interface WrittenFile {
  readonly path: string
  readonly snapshot: SnapshotStamp
  remove(): Promise<void>
}

/** Analysts' statements: each in a process of its own, audited with its verdict. */
export interface Statements {
  /** The JSON of `{snapshot, data: SqlAnswer}`. Throws a ProblemError for anything but rows. */
  run(asking: Asking, request: SqlRequest): Promise<Buffer>
  /** Every row, in a file. Throws a ProblemError for anything but a whole file. */
  write(asking: Asking, request: SqlExportRequest, programme: FileAbout['programme']): Promise<WrittenFile>
  /** Cancels one of the viewer's own runs; false when none of that name is at work. */
  cancel(viewer: Viewer, id: string): boolean
  /** Stops everything and waits until the last process and its folder are gone. */
  close(): Promise<void>
}

export interface StatementOptions {
  readonly home: Home
  readonly store: Store
  readonly now: () => Date
  /** The program of the child process. */
  readonly child: () => Promise<string>
}

export function createStatements({ home, store, now, child }: StatementOptions): Statements {
  const workspaces = openWorkspaces(home)
  const turns = takeTurns(SQL_LIMITS)
  const cancels = new Map<string, AbortController>()
  const atWork = new Set<Promise<unknown>>()
  let closed = false

  /** One statement from its turn to its verdict. The workspace is the caller's once `use` has it. */
  async function perform<T>(
    asking: Asking,
    request: SqlRequest,
    seconds: number,
    want: (workspace: Workspace) => Job['want'],
    use: (outcome: Outcome, body: Buffer, workspace: Workspace, id: string, milliseconds: number) => T | null,
  ): Promise<T> {
    const id = request.id ?? randomUUID()
    const key = `${asking.viewer.id}/${id}`
    if (cancels.has(key)) throw new ProblemError('invalid_request', { found: `id : ${id} est déjà en cours` })
    const cancel = new AbortController()
    cancels.set(key, cancel)
    const started = performance.now()
    const conclude = async (verdict: SqlVerdict, code: string | null, rowCount: number | null) => {
      const milliseconds = Math.round(performance.now() - started)
      const at = now()
      await recordRun(store, at, asking.viewer, { ...request, verdict, code, rowCount, milliseconds })
      await recordAudit(store, at, {
        event: `sql-${verdict}`,
        who: asking.viewer.id,
        role: asking.viewer.role,
        address: asking.address,
        detail: `${code ?? 'ok'}, ${rowCount ?? 0} lignes, ${milliseconds} ms : ${request.sql}`,
      })
    }
    const refuse = async (ended: Ended): Promise<never> => {
      const { verdict, error } = problemOf(ended, request.sql, asking.locale, seconds)
      await conclude(verdict, error.code, null)
      throw error
    }
    try {
      const givenUp = AbortSignal.any([cancel.signal, asking.gone])
      const release = closed ? null : await turns.take(givenUp)
      if (!release) {
        if (givenUp.aborted) return await refuse({ kind: 'stopped', why: 'cancelled' })
        await conclude('refused', 'sql_busy', null)
        throw new ProblemError('sql_busy', { waiting: SQL_LIMITS.waiting }, [], { 'Retry-After': '5' })
      }
      let workspace: Workspace | undefined
      let kept = false
      try {
        workspace = await workspaces.make()
        const job = jobOf(request, workspace, want(workspace))
        const run = startRun(await child(), job, seconds)
        const stop = () => run.stop('cancelled')
        if (givenUp.aborted) stop()
        givenUp.addEventListener('abort', stop, { once: true })
        const ended = await run.ended
        givenUp.removeEventListener('abort', stop)
        if (ended.kind !== 'said') return await refuse(ended)
        const milliseconds = Math.round(performance.now() - started)
        const used = use(ended.outcome, ended.body, workspace, id, milliseconds)
        if (used === null) return await refuse(ended)
        const exported = ended.outcome.kind === 'written'
        const rowCount = 'rowCount' in ended.outcome ? ended.outcome.rowCount : null
        kept = exported
        await conclude(exported ? 'exported' : 'answered', null, rowCount)
        return used
      } finally {
        release()
        if (!kept) await workspace?.remove()
      }
    } finally {
      cancels.delete(key)
    }
  }

  function tracked<T>(work: Promise<T>): Promise<T> {
    atWork.add(work)
    const forget = () => atWork.delete(work)
    work.then(forget, forget)
    return work
  }

  return {
    run: (asking, request) =>
      tracked(
        perform(
          asking,
          request,
          SQL_LIMITS.seconds,
          () => ({ kind: 'screen', rows: SQL_LIMITS.rows, bytes: SQL_LIMITS.bytes }),
          (outcome, body, { snapshot }, id, milliseconds) => {
            if (outcome.kind !== 'rows') return null
            const { columns, rowCount, cut } = outcome
            // The rows are the child's own text: nothing of them is parsed here.
            const before = JSON.stringify({ snapshot, data: { id, columns, rowCount, cut, milliseconds } })
            return Buffer.concat([Buffer.from(`${before.slice(0, -2)},"rows":`), body, Buffer.from('}}')])
          },
        ),
      ),
    write: (asking, request, programme) =>
      tracked(
        perform(
          asking,
          request,
          SQL_LIMITS.exportSeconds,
          ({ folder, snapshot }) => ({
            kind: 'file',
            format: request.format,
            path: join(folder, `result.${request.format}`),
            rows: SQL_LIMITS.exportRows[request.format],
            bytes: SQL_LIMITS.exportBytes,
            locale: request.locale ?? asking.locale,
            about: { snapshot, programme },
          }),
          (outcome, _, { folder, snapshot, remove }) =>
            outcome.kind === 'written'
              ? { path: join(folder, `result.${request.format satisfies SqlFormat}`), snapshot, remove }
              : null,
        ),
      ),
    cancel(viewer, id) {
      const cancel = cancels.get(`${viewer.id}/${id}`)
      cancel?.abort()
      return cancel !== undefined
    },
    async close() {
      closed = true
      for (const cancel of cancels.values()) cancel.abort()
      await Promise.allSettled(atWork)
      workspaces.close()
    },
  }
}

function jobOf({ sql, parameters }: SqlRequest, { database }: Workspace, want: Job['want']): Job {
  return {
    database,
    sql,
    parameters,
    memoryLimit: CHILD_MEMORY.limit,
    mostResident: CHILD_MEMORY.resident,
    want,
  }
}
