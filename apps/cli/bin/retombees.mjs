#!/usr/bin/env node
import { existsSync } from 'node:fs'

const built = new URL('../dist/retombees.js', import.meta.url)
if (!existsSync(built)) {
  console.error(
    'Retombées n’est pas encore construit : lancez `npm start` une fois, ou `npx turbo run build`.',
  )
  process.exit(2)
}
await import(built.href)
