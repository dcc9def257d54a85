import { expect, it } from 'vitest'
import { reportFuzz } from './fuzz/report.ts'
import { runFuzz } from './fuzz/run.ts'
import { SEED } from './seeded.ts'

const FILES = 2000

it('broken files of every source and format never crash or hang the intake, lose a row or show an identifier', async () => {
  const run = await runFuzz({ seed: SEED, files: FILES, batch: 100, lanes: 2 }, (done, problems) =>
    console.log([done, ...problems].join('\n  ')),
  )
  reportFuzz(run, SEED, new Date())
  expect(run.problems).toEqual([])
  expect(run.files).toHaveLength(FILES)
})
