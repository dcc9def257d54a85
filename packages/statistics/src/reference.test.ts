import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('holds as many cases as docs/statistics.md tells the statistician, made by the R that it names', () => {
  const doc = readFileSync(new URL('../../../docs/statistics.md', import.meta.url), 'utf8')
  const { source, cases } = JSON.parse(
    readFileSync(new URL('../reference/reference.json', import.meta.url), 'utf8'),
  )
  expect(doc).toContain(`${cases.length.toLocaleString('fr-FR')} cas`)
  expect(doc).toContain(source.match(/R (?:version )?(\d[\d.]+)/)?.[1])
})
