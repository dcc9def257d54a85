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

/** Runs the built `retombees` command as a person would, in an environment of its own. */
export function retombees(
  args: string[],
  env: Record<string, string> = {},
  input = '',
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'apps/cli/bin/retombees.mjs'), ...args], {
      cwd: ROOT,
      env: { PATH: process.env.PATH ?? '', TZ: 'Pacific/Auckland', ...env },
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
