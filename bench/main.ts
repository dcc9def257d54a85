/// <reference types="vite/client" />
import { parseArgs } from 'node:util'
import type { Benchmark, Size } from './benchmark.ts'
import { writeReport } from './report.ts'
import { type Outcome, runRounds } from './rounds.ts'

const CASES = Object.values(
  import.meta.glob<Benchmark>('./cases/*.ts', { eager: true, import: 'benchmark' }),
).filter((one) => one !== undefined)

const SIZES: readonly string[] = ['small', 'default', 'large'] satisfies Size[]

const [role, ...words] = process.argv.slice(2)
if (role === 'prepare') await prepare(words)
else if (role === 'run') await run(words)
else await runAll()

async function prepare([name = '', size = '', folder = '']: readonly string[]): Promise<void> {
  await caseNamed(name).prepare({ folder, size: size as Size })
  console.log('{}')
}

async function run([name = '', size = '', folder = '', subject = '', scratch = '']: readonly string[]) {
  const found = caseNamed(name).subjects.find((one) => one.name === subject)
  if (!found) throw new Error(`${name} : sujet ${subject} inconnu`)
  const measures = await found.run({ folder, scratch, size: size as Size })
  const peak = process.resourceUsage().maxRSS / 1024
  console.log(JSON.stringify({ peak, ...measures }))
}

async function runAll(): Promise<void> {
  const { values } = parseArgs({
    options: {
      size: { type: 'string', default: 'default' },
      only: { type: 'string' },
      report: { type: 'string' },
    },
  })
  if (!SIZES.includes(values.size)) throw new Error(`--size : ${SIZES.join(', ')}`)
  const wanted = values.only === undefined ? CASES : [caseNamed(values.only)]
  const outcomes: Outcome[] = []
  for (const one of wanted)
    outcomes.push(await runRounds(one, values.size as Size, process.argv[1] as string))
  if (values.report) writeReport(values.report, outcomes, new Date())
  for (const { benchmark, spreads } of outcomes)
    for (const { reported, min, median, max } of spreads)
      console.log(
        `${benchmark.name} : ${reported.label} : ${[min, median, max].map((value) => value.toFixed(2)).join(' / ')} ${reported.unit}${reported.atMost === undefined ? '' : ` (≤ ${reported.atMost})`}`,
      )
}

function caseNamed(name: string): Benchmark {
  const found = CASES.find((one) => one.name === name)
  if (!found)
    throw new Error(`cas « ${name} » inconnu ; attendu : ${CASES.map((one) => one.name).join(', ')}`)
  return found
}
