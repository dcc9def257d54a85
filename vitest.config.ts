import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const seeded = fileURLToPath(new URL('tests/support/seeded-properties.ts', import.meta.url))

export default defineConfig({
  test: {
    pool: 'forks',
    // Vitest alone would leave a core idle on a machine of two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: 'parts',
          // Their modules keep nothing between two files: they are read once for each worker.
          isolate: false,
          setupFiles: [seeded],
          include: ['packages/*/src/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'doors',
          setupFiles: [seeded],
          include: ['apps/*/src/**/*.test.{ts,tsx}'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'whole',
          setupFiles: [seeded],
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/browser/**'],
          // What is tried at the same time starts processes.
          maxConcurrency: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          setupFiles: [seeded],
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          globalSetup: ['tests/support/unpacked-browser.ts'],
        },
      },
    ],
  },
})
