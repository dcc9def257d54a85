import { spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../support/published-home.ts'

/** A block of the guide: what it is, the path that it is to be written at, and its lines. */
interface Block {
  kind: string
  path: string | undefined
  body: string
}

const GUIDE = readFileSync(join(ROOT, 'docs/new-programme.md'), 'utf8')
const CHAPTER = GUIDE.split('\n## ').find((part) => part.startsWith('Du dossier vide')) ?? ''
const BLOCKS: Block[] = [...CHAPTER.matchAll(/```(\w+)(?: (\S+))?\n(.*?)```/gs)].map(
  ([, kind = '', path, body = '']) => ({
    kind,
    path,
    body,
  }),
)

/** The chapter as one script: each file is written, each command run in the same shell, what it says set apart by a mark. */
function script(port: number): string {
  const parts = BLOCKS.map(({ kind, path, body }, at) => {
    if (path) return `mkdir -p ${dirname(path)}\ncat > ${path} <<'FIN_DU_FICHIER'\n${body}FIN_DU_FICHIER`
    return kind === 'sh' ? `echo\necho "@@ ${at}"\n${body}` : ''
  })
  return parts.join('\n').replaceAll(':4747', `:${port}`)
}

const folder = mkdtempSync(join(tmpdir(), 'retombees-guide-'))
let said: Map<number, string>
let port: number

beforeAll(async () => {
  // The directory where the software is installed, but for what is written there.
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  copyFileSync(join(ROOT, '.npmrc'), join(folder, '.npmrc'))
  port = await freePort()
  const output = await run(script(port), { PORT: String(port), HOME: folder })
  said = new Map(
    output
      .split(/^@@ /m)
      .slice(1)
      .map((part) => [Number.parseInt(part, 10), part.replace(/^\d+\n/, '')]),
  )
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the guide to a new programme, followed to the letter', () => {
  const steps = BLOCKS.flatMap(({ kind, body }, at) =>
    kind === 'sh' ? [{ at, command: body.trim().split('\n').at(-1) ?? '', expected: answerOf(at) }] : [],
  )

  it('is a chapter of files, of commands and of what they answer', () => {
    expect(BLOCKS.filter(({ path }) => path).length).toBeGreaterThan(6)
    expect(steps.length).toBeGreaterThan(6)
    expect(steps.filter(({ expected }) => expected === null)).toEqual([])
  })

  it.each(steps)('answers what it says that it answers: $command', ({ at, expected }) => {
    expect(plain(said.get(at) ?? '(not run)')).toMatch(
      pattern((expected ?? '').replaceAll(':4747', `:${port}`)),
    )
  })
})

/** The block of text that follows a block of commands. */
function answerOf(at: number): string | null {
  const next = BLOCKS[at + 1]
  return next?.kind === 'text' ? next.body : null
}

/** A text as it is said: a space that does not break is a space. */
function plain(text: string): string {
  return text.replace(/[\u00A0\u202F]/g, ' ')
}

/** A text of the guide, where `…` stands for whatever does not hold a line feed. Spaces at the end of a line do not count. */
function pattern(text: string): RegExp {
  const lines = plain(text).trim().split('\n')
  const spelt = lines.map((line) =>
    line
      .split('…')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('[^\\n]*'),
  )
  return new RegExp(`^${spelt.join('[ ]*\\n')}[ ]*\\s*$`)
}

/** Runs a script of the shell in a group of its own, and takes the whole group down at the end. */
function run(text: string, env: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-m', '-s'], {
      cwd: folder,
      detached: true,
      // What the shell says of having no terminal; the script sends all the rest to its output.
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`, LANG: 'C.UTF-8', ...env },
    })
    let output = ''
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.on('error', reject)
    child.on('exit', () => {
      try {
        process.kill(-(child.pid ?? 0), 'SIGKILL')
      } catch {
        // Nothing of it is left.
      }
      resolve(output)
    })
    child.stdin.end(`exec 2>&1\n${text}`)
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
