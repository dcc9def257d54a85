import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ALLOWED, dependencies, licencesPage } from '../../scripts/licences.mjs'
import { ROOT } from '../support/published-home.ts'

it('all that runs in production may be handed on', () => {
  expect(dependencies().length).toBeGreaterThan(50)
  expect(dependencies().filter(({ license }) => !ALLOWED.includes(license ?? ''))).toEqual([])
})

it('the page of licences is that of the lockfile: npm run licences', () => {
  expect(readFileSync(join(ROOT, 'docs/licences.md'), 'utf8')).toBe(licencesPage())
})
