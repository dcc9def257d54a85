import { spawnSync } from 'node:child_process'
import type { Measures } from './benchmark.ts'

/** Why the work cannot be done in pandas here; null when it can. */
export function missingPandas(): string | null {
  return spawnSync('python3', ['-c', 'import pandas']).status === 0
    ? null
    : 'pandas n’est pas sur cette machine'
}

/**
 * Runs a script in which `pd` is pandas and `shortest(work)` the time of the shortest of five calls, in seconds; what it
 * leaves in `measured` (a dictionary of numbers) is returned. Throws with what Python printed when it fails.
 */
export function runPandas(script: string): Measures {
  const whole = `import json, time
import pandas as pd
def shortest(work, times=5):
    def once():
        start = time.perf_counter()
        work()
        return time.perf_counter() - start
    return min(once() for _ in range(times))
${script}
print(json.dumps(measured))`
  const ran = spawnSync('python3', ['-c', whole], { encoding: 'utf8', maxBuffer: 1 << 26 })
  if (ran.status !== 0) throw new Error(ran.stderr || String(ran.error))
  return JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '{}') as Measures
}
