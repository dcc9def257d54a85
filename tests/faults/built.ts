import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { ROOT } from '../support/published-home.ts'

let sequence = 0

/** A program of these tests as one JavaScript file, since Node runs no TypeScript; `remove` takes it away. */
export async function builtProgram(path: string): Promise<{ script: string; remove(): void }> {
  const folder = join(ROOT, 'node_modules/.cache', `retombees-faults-${process.pid}-${sequence++}`)
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    build: {
      ssr: path,
      target: 'node20',
      outDir: folder,
      emptyOutDir: true,
      rollupOptions: { output: { entryFileNames: 'program.mjs' } },
    },
    ssr: { noExternal: [/^@retombees\//] },
  })
  return {
    script: join(folder, 'program.mjs'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
