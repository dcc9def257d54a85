import { expect, it } from 'vitest'
import { runFuzz } from './fuzz/run.ts'
import { SEED } from './seeded.ts'

/** A sample of `npm run fuzz`. */
it('broken files never crash or hang the intake, lose a row or show an identifier', async () => {
  const { files, problems } = await runFuzz({ seed: SEED, files: 48, batch: 24, lanes: 2 })
  expect(problems).toEqual([])
  expect(files.filter(({ outcome }) => outcome?.status === 'loaded').length).toBeGreaterThan(5)
  expect(files.filter(({ outcome }) => outcome?.status === 'refused').length).toBeGreaterThan(5)
}, 240_000)
