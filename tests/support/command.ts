import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from './published-home.ts'

export interface CommandResult {
  code: number
  out: string
  err: string
  /** The JSON objects of standard output, one a line. */
  json<T>(): T[]
}

/** The built `retombees` command, as the words that start it. */
export function commandOf(args: readonly string[]): readonly [string, ...string[]] {
  return [process.execPath, join(ROOT, 'apps/cli/bin/retombees.mjs'), ...args]
}

/** Runs the built `retombees` command as a person would, in an environment of its own. */
export function retombees(
  args: string[],
  env: Record<string, string> = {},
  input = '',
): Promise<CommandResult> {
  return runProgram(commandOf(args), { env: { TZ: 'Pacific/Auckland', ...env }, input })
}

/** Runs a program in an environment of its own, as another account where one is given. */
export function runProgram(
  [program, ...args]: readonly [string, ...string[]],
  { env, input = '', uid }: { env: Record<string, string>; input?: string; uid?: number },
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      env: { PATH: process.env.PATH ?? '', ...env },
      ...(uid === undefined ? {} : { uid, gid: uid }),
    })
    child.stdin.end(input)
    child.stdout.setEncoding('utf8')
    child.stderr.setEncoding('utf8')
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk) => (out += chunk))
    child.stderr.on('data', (chunk) => (err += chunk))
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({
        code: code ?? -1,
        out,
        err,
        json: <T>() =>
          out
            .split('\n')
            .filter(Boolean)
            .map((line) => JSON.parse(line) as T),
      }),
    )
  })
}
