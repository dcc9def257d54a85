import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** `npm run faults` and `npm run fuzz`: too long for every run of the tests, which draw a sample of each. */
export default defineConfig({
  test: {
    include: ['tests/faults/*.whole.ts'],
    setupFiles: [fileURLToPath(new URL('../support/seeded-properties.ts', import.meta.url))],
    pool: 'forks',
    // What is measured is compared with itself: one file at a time.
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
  },
})
