import { defineConfig } from 'vite'

export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: true,
    // Every chunk lies at the depth of the entry: paths relative to the bundle hold in all of them.
    rollupOptions: {
      // An analyst's query runs in a program of its own.
      input: { retombees: 'src/retombees.ts', 'sql-child': '../api/src/sql/child/child.ts' },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
  ssr: { noExternal: [/^@retombees\//] },
})
