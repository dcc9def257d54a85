import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { identityDigests } from '@retombees/ingest/protect/identity'
import { personSecret } from '@retombees/ingest/protect/person-key'
import { undecidedErasure } from '@retombees/warehouse/erasure'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtScript } from '../fixtures/built-script.ts'
import { crowd, everythingIn, type Resident, sheet, type Town, town } from '../fixtures/residents.ts'
import { publish } from '../publish.ts'
import { rebuild } from '../rebuild.ts'
import { purge } from './purge.ts'

const MARIE: Resident = { family: 'Lefèvre', given: 'Marie', born: '1985' }
const IDENTITY = { name: 'Marie Lefèvre', 'birth-year': '1985' }
const now = () => new Date()

describe('an erasure that is killed on its way', () => {
  const built = join(import.meta.dirname, '../../dist', `purge-${process.pid}`)
  let script = ''
  let like: Town
  beforeAll(async () => {
    script = await builtScript('purge-once', built)
    like = town(now)
    const rows = crowd(15).map((one) => [one, 'AT-1', 'echo', '31/01/2019'] as const)
    await like.take({
      'feuilles-presence-1.csv': sheet([MARIE, 'AT-1', 'echo', '31/01/2019'], ...rows),
      'feuilles-presence-2.csv': sheet([MARIE, 'AT-2', 'virolois', '01/02/2019']),
    })
  }, 60_000)
  afterAll(() => {
    for (const folder of [like.root, built]) rmSync(folder, { recursive: true, force: true })
  })

  it('has either not happened or is finished by the next writer, wherever it was killed', async () => {
    const known = digests(like)
    const whole = await timeOf(script, like)
    const after: boolean[] = []
    // From before anything is decided to after all of it is: parts of the time that it takes here.
    for (const part of [0.1, 0.4, 0.7, 0.95]) {
      const here = town(now, like)
      try {
        await killed(script, here, part * whole)
        await publish(here.home, await here.programme(), { now })
        for (const path of [here.home.erasure, undecidedErasure(here.home)])
          expect(existsSync(path), path).toBe(false)
        const found = [...(await everythingIn(here.home.root))].filter(([, text]) =>
          known.some((digest) => text.includes(digest)),
        )
        const { loads } = await purge(here.home, await here.programme(), IDENTITY, {
          now,
          by: '',
          dryRun: true,
        })
        expect(loads.map(({ rows }) => rows)).toEqual(found.length === 0 ? [] : [1, 1])
        after.push(found.length === 0)
        const { changed } = await rebuild(here.home, await here.programme(), { now })
        expect(changed).toBe(false)
      } finally {
        rmSync(here.root, { recursive: true, force: true })
      }
    }
    expect(after, 'both ways were met').toEqual(expect.arrayContaining([true, false]))
  }, 240_000)
})

function digests({ home }: Town): string[] {
  const secret = personSecret(Buffer.from(readFileSync(home.key, 'utf8').trim(), 'hex'))
  return [...identityDigests(IDENTITY, secret, '2020-03-02').values()]
}

/** How long the erasure takes once it has begun, in milliseconds, left to end. */
async function timeOf(script: string, like: Town): Promise<number> {
  const here = town(now, like)
  try {
    const began = await begun(script, here)
    const from = performance.now()
    const code = await new Promise((resolve) => began.once('close', resolve))
    expect(code).toBe(0)
    return performance.now() - from
  } finally {
    rmSync(here.root, { recursive: true, force: true })
  }
}

async function killed(script: string, here: Town, milliseconds: number): Promise<void> {
  const child = await begun(script, here)
  const closed = new Promise((resolve) => child.once('close', resolve))
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds)
  await closed
  clearTimeout(timer)
}

async function begun(script: string, { home, folder }: Town) {
  const args = [script, home.root, folder, IDENTITY.name, IDENTITY['birth-year']]
  const child = spawn(process.execPath, args, {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  return child
}
