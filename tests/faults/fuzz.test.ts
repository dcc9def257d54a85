import { expect, it } from 'vitest'
import { runFuzz } from './fuzz/run.ts'
import { SEED } from './seeded.ts'

/** A sample of `npm run fuzz`. */
it('broken files never crash or hang the intake, lose a row or show an identifier', async () => {
  const { files, problems } = await runFuzz({ seed: SEED, files: 80, batch: 40, lanes: 2 })
  expect(problems).toEqual([])
  expect(files.filter(({ outcome }) => outcome?.status === 'loaded').length).toBeGreaterThan(10)
  expect(files.filter(({ outcome }) => outcome?.status === 'refused').length).toBeGreaterThan(10)
}, 240_000)
