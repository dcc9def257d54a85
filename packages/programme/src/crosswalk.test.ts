import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crosswalk } from './crosswalk.ts'
import { readProgramme } from './read-programme.ts'
import { VocabularyFile } from './vocabulary-file.ts'

const { vocabularies } = await readProgramme(join(import.meta.dirname, '../../../data/csc'))
const list = (id: string): VocabularyFile => {
  const found = vocabularies.find((one) => one.id === id)
  if (!found) throw new Error(`no vocabulary ${id}`)
  return found
}

/** A list of ages cut at these ages: 0 to the first, the first to the second, and over. */
const cutAt = (cuts: readonly number[]) =>
  VocabularyFile.parse({
    id: 'ages',
    version: 1,
    label: 'Âges',
    one: 'une tranche',
    kind: 'ages',
    codes: [0, ...cuts].map((from, at) => ({
      id: `de-${from}`,
      label: `De ${from}`,
      from,
      ...(cuts[at] === undefined ? {} : { to: cuts[at] - 1 }),
    })),
  })

describe('a crosswalk between two lists of ages', () => {
  it('maps every band that lies in one band of the other, and the missing ones to the same reason', () => {
    const ages = crosswalk(cutAt([12, 18, 25, 40, 60, 70]), cutAt([18, 60]))
    expect(ages.ok && Object.fromEntries(ages.codes)).toEqual({
      'de-0': 'de-0',
      'de-12': 'de-0',
      'de-18': 'de-18',
      'de-25': 'de-18',
      'de-40': 'de-18',
      'de-60': 'de-60',
      'de-70': 'de-60',
    })
  })

  it('refuses the bands of the national tool for those of the 2019 report, and names each that overflows', () => {
    const refused = crosswalk(list('age-coop-v2'), list('age-2019'))
    expect(refused.ok).toBe(false)
    expect(!refused.ok && refused.refused).toEqual([
      { code: 'douze_dix_huit', touches: ['moins-de-16', '16-25'] },
      { code: 'vingt_cinq_trente_neuf', touches: ['16-25', '26-54'] },
      { code: 'quarante_cinquante_neuf', touches: ['26-54', '55-et-plus'] },
    ])
    expect(!refused.ok && refused.because).toContain(
      '« 12 - 17 ans » déborde « Moins de 16 ans » et « 16-25 ans »',
    )
  })

  it('refuses the way back, and between the two versions of the national tool', () => {
    expect(crosswalk(list('age-2019'), list('age-coop-v2')).ok).toBe(false)
    expect(crosswalk(list('age-coop-v1'), list('age-coop-v2')).ok).toBe(false)
    expect(crosswalk(list('age-coop-v2'), list('age-coop-v1')).ok).toBe(false)
  })

  it('refuses a list that is not one of ages', () => {
    const refused = crosswalk(list('genre'), list('age-2019'))
    expect(!refused.ok && refused.because).toContain('n’est pas une liste de tranches d’âge')
  })

  it('refuses a missing age that the other list cannot say', () => {
    const withMissing = { ...cutAt([18]), codes: list('age-coop-v2').codes.filter(({ missing }) => missing) }
    expect(crosswalk(withMissing, cutAt([18]))).toMatchObject({
      ok: false,
      refused: [{ code: 'non_communique', touches: [] }],
    })
  })

  it('maps every list to itself', () => {
    for (const one of vocabularies.filter(({ kind }) => kind === 'ages')) {
      const same = crosswalk(one, one)
      expect(same.ok && [...same.codes].every(([from, to]) => from === to)).toBe(true)
    }
  })

  it('never puts an age in another band than the one that holds it, and maps when the cuts are among its own', () => {
    const cuts = fc
      .uniqueArray(fc.integer({ min: 1, max: 90 }), { maxLength: 6 })
      .map((ages) => ages.sort((a, b) => a - b))
    const bandOf = ({ codes }: VocabularyFile, age: number) =>
      codes.find(({ from = 0, to = Number.POSITIVE_INFINITY }) => from <= age && age <= to)?.id ?? ''
    fc.assert(
      fc.property(cuts, cuts, fc.integer({ min: 0, max: 100 }), (fine, coarse, age) => {
        const [from, to] = [cutAt(fine), cutAt(coarse)]
        const walk = crosswalk(from, to)
        expect(walk.ok).toBe(coarse.every((cut) => fine.includes(cut)))
        if (walk.ok) expect(walk.codes.get(bandOf(from, age))).toBe(bandOf(to, age))
      }),
    )
  })
})
