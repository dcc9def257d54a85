import { existsSync } from 'node:fs'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { build } from 'vite'
import { ROOT } from './published-home.ts'

/** Once, before any file: two workers would unpack the browser, or build the dashboard, into the same place at once. */
export default async function unpackedBrowser(): Promise<void> {
  if (process.env.RETOMBEES_CHROMIUM === undefined) await chromium.executablePath()
  const dashboard = join(ROOT, 'apps/dashboard')
  if (!existsSync(join(dashboard, 'dist/index.html'))) await build({ root: dashboard, logLevel: 'error' })
}
