import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Programme } from '@retombees/programme/programme'
import { readProgramme } from '@retombees/programme/read-programme'
import { beforeAll, describe, expect, it } from 'vitest'
import { chooseSource } from './choose-source.ts'
import { conform } from './conform.ts'
import { LOADING } from './golden-cases.ts'
import { readFile } from './read-file.ts'

const CSC = join(import.meta.dirname, '../../../data/csc')
const files = readdirSync(join(CSC, 'published')).filter((name) => !name.endsWith('.md'))

describe('what the 2019 report printed', () => {
  let programme: Programme
  const load = (file: string) => {
    const source = chooseSource(file, programme.sources)
    return conform(
      readFile(readFileSync(join(CSC, 'published', file)), file, source),
      source,
      programme,
      LOADING,
    )
  }
  beforeAll(async () => {
    programme = await readProgramme(CSC)
  })

  it.each(files)('%s loads whole', (file) => {
    const { counts, quarantined, rows } = load(file)
    expect(quarantined).toEqual([])
    expect(counts.loaded).toBeGreaterThan(0)
    expect(rows.length).toBeGreaterThanOrEqual(counts.loaded)
  })

  it('has printed means that are all those of their rows', () => {
    const grids = files.filter((file) => file.startsWith('grille-partenaires'))
    const warnings = grids.flatMap((file) => load(file).warnings)
    expect(warnings.filter((warning) => warning.code.startsWith('mean'))).toEqual([])
    expect(warnings.filter((warning) => warning.code === 'range-disagrees')).toHaveLength(grids.length)
  })

  it('has printed totals of funding that are the sums of their rows', () => {
    const plans = files.filter((file) => file.startsWith('financements'))
    expect(plans.length).toBe(2)
    expect(plans.flatMap((file) => load(file).warnings)).toEqual([])
    expect(plans.map((file) => load(file).ignored.filter((row) => row.reason === 'total'))).toEqual([
      [expect.anything()],
      [expect.anything()],
    ])
  })
})
