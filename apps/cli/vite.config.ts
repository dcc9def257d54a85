import { defineConfig } from 'vite'

export default defineConfig({
  build: {
    ssr: 'src/retombees.ts',
    target: 'node20',
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: true,
    // Every chunk lies at the depth of the entry: paths relative to the bundle hold in all of them.
    rollupOptions: { output: { entryFileNames: 'retombees.js', chunkFileNames: '[name]-[hash].js' } },
  },
  ssr: { noExternal: [/^@retombees\//] },
})
