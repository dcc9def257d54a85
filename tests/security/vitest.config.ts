import { defineConfig } from 'vitest/config'

/** `npm run attacks`: too long for every run of the tests. */
export default defineConfig({
  test: {
    include: ['tests/security/*.whole.ts'],
    pool: 'forks',
    testTimeout: 1_800_000,
    hookTimeout: 120_000,
  },
})
