import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { IndicatorDefinition } from './indicators-file.ts'
import { Measure } from './measure.ts'
import { PublicationFile } from './publication-file.ts'
import { SourceFile } from './source-file.ts'

const GUIDE = readFileSync(join(import.meta.dirname, '../../../docs/new-programme.md'), 'utf8')

describe('the guide to a new programme', () => {
  const examples = [...GUIDE.matchAll(/```yaml\n(.*?)```/gs)].map((match) => parse(match[1] as string))

  it('gives an indicator, a source and a publication that the schemas accept', () => {
    const [indicators, source, publication, ...others] = examples
    expect(others).toEqual([])
    for (const indicator of indicators) expect(IndicatorDefinition.parse(indicator).id).toBe(indicator.id)
    expect(PublicationFile.parse(publication).cubes[0]?.tables).toEqual([['centre'], ['territory', 'gender']])
    expect(SourceFile.parse(source).fields.theme_label?.column).toEqual(['Thématique'])
  })

  it('lists every kind of measure', () => {
    for (const { shape } of Measure.options) expect(GUIDE).toContain(`\`${shape.kind.value}\``)
  })
})
