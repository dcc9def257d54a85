import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { ROOT } from './published-home.ts'

const FOLDER = join(ROOT, 'node_modules/.cache', `retombees-sql-${process.pid}`)

let built: Promise<string> | undefined

/** The child program of the SQL runner, built from its source once for this process: Node runs no TypeScript. */
export function builtSqlChild(): Promise<string> {
  built ??= buildChild()
  return built
}

async function buildChild(): Promise<string> {
  process.once('exit', () => rmSync(FOLDER, { recursive: true, force: true }))
  await build({
    configFile: false,
    root: join(ROOT, 'apps/api'),
    logLevel: 'error',
    build: {
      ssr: join(ROOT, 'apps/api/src/sql/child/child.ts'),
      target: 'node20',
      outDir: FOLDER,
      emptyOutDir: true,
      rollupOptions: { output: { entryFileNames: 'sql-child.mjs' } },
    },
    ssr: { noExternal: [/^@retombees\//] },
  })
  return join(FOLDER, 'sql-child.mjs')
}
