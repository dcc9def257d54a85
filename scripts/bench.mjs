import { build } from 'vite'
import { ensureInstalled, root, run } from './installed.mjs'

ensureInstalled()

// Node cannot run our TypeScript: the cases and what they measure become one file. It lies in a package, where the
// engine's own package can be found from.
const folder = `${root}packages/pipeline/dist/bench`
await build({
  configFile: false,
  logLevel: 'error',
  root: `${root}bench`,
  build: {
    ssr: 'main.ts',
    target: 'node20',
    outDir: folder,
    emptyOutDir: true,
    rollupOptions: { output: { entryFileNames: 'bench.js' } },
  },
  ssr: { noExternal: true, external: ['@duckdb/node-api'] },
})
const words = process.argv.slice(2)
const report = words.includes('--report') ? [] : ['--report', `${root}docs/benchmarks.md`]
process.exit(run(process.execPath, [`${folder}/bench.js`, ...words, ...report]))
