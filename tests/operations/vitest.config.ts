import { defineConfig } from 'vitest/config'

/** `npm run operations`: it installs and builds from nothing, which is too long for every run of the tests. */
export default defineConfig({
  test: {
    include: ['tests/operations/*.whole.ts'],
    pool: 'forks',
    testTimeout: 300_000,
    hookTimeout: 900_000,
  },
})
