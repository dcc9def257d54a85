import type { SurveyCell, SurveyColumn, SurveyTable } from '@retombees/contract/survey'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DivergingBar, extent, GAP, layOutBar, positionOf, scaleOf } from './diverging-layout.ts'

const codes: SurveyTable['codes'] = [
  { code: 'strongly-agree', label: 'Tout à fait d’accord', polarity: 'for' },
  { code: 'agree', label: 'Plutôt d’accord', polarity: 'for' },
  { code: 'disagree', label: 'Plutôt pas d’accord', polarity: 'against' },
  { code: 'strongly-disagree', label: 'Pas d’accord du tout', polarity: 'against' },
  { code: 'dont-know', label: 'Je ne sais pas', polarity: 'neither' },
  { code: 'no-answer', label: 'NR', polarity: 'neither' },
]

function column(
  base: number,
  counts: (number | null)[],
  unsplit: SurveyColumn['unsplit'] = [],
): SurveyColumn {
  const cells = counts.map((n, index): SurveyCell => {
    const code = codes[index]?.code ?? ''
    return {
      code,
      label: code,
      n,
      share: n === null ? null : n / base,
      interval: null,
      mentionShare: null,
      certainty: n === null ? 'ambiguous' : 'certain',
      reason: n === null ? 'étiquettes perdues' : null,
    }
  })
  return {
    territory: 'croissant-sud',
    base,
    effectiveBase: null,
    baseRule: 'tous les répondants',
    cells,
    mentions: null,
    summary: null,
    agreement: null,
    unsplit,
    discrepancies: [],
    loads: [],
  }
}

function laid(base: number, counts: (number | null)[], unsplit?: SurveyColumn['unsplit']): DivergingBar {
  const bar = layOutBar(column(base, counts, unsplit), codes)
  if (bar === null) throw new Error('no bar')
  return bar
}

describe('the diverging layout', () => {
  it('sends agreement right, mildest first, disagreement left and the rest apart', () => {
    const bar = laid(51, [14, 26, 3, 1, 5, 2])
    expect(bar.segments.map(({ codes, side }) => [codes[0], side])).toEqual([
      ['agree', 'for'],
      ['strongly-agree', 'for'],
      ['disagree', 'against'],
      ['strongly-disagree', 'against'],
      ['dont-know', 'apart'],
      ['no-answer', 'apart'],
    ])
    expect(extent(bar, 'for')).toBeCloseTo(40 / 51)
    expect(bar.segments.every(({ known }) => known)).toBe(true)
  })

  it('draws what the base leaves over as one block of unknown split, apart, and guesses nothing', () => {
    const bar = laid(30, [5, 13, null, null, null])
    const unknown = bar.segments.filter(({ known }) => !known)
    expect(unknown).toEqual([
      {
        codes: ['disagree', 'strongly-disagree', 'dont-know'],
        n: 12,
        share: 0.4,
        side: 'apart',
        known: false,
        reason: 'étiquettes perdues',
      },
    ])
    expect(extent(bar, 'against')).toBe(0)
  })

  it('keeps answers known only together on their side when all their codes share it', () => {
    const together = [{ codes: ['agree', 'strongly-agree'], n: 18, reason: 'somme imprimée' }]
    const bar = laid(30, [null, null, 6, 0, 6], together)
    const [block] = bar.segments.filter(({ known }) => !known)
    expect(block).toMatchObject({ side: 'for', n: 18, known: false })
    expect(bar.segments.reduce((sum, { n }) => sum + n, 0)).toBe(30)
  })

  it('draws single cells where they are known, though their sum is printed too', () => {
    const bar = laid(
      30,
      [5, 13, 6, 0, 6],
      [{ codes: ['agree', 'strongly-agree'], n: 18, reason: 'somme imprimée' }],
    )
    expect(bar.segments.every(({ known }) => known)).toBe(true)
    const half = laid(30, [null, 13, 6, 0, 6], [{ codes: ['agree', 'strongly-agree'], n: 18, reason: 'x' }])
    expect(half.segments.find(({ known }) => !known)).toMatchObject({
      codes: ['strongly-agree'],
      n: 5,
      side: 'for',
    })
  })

  it('puts answers known only together apart when their codes are on several sides', () => {
    const bar = laid(
      30,
      [12, 15, 2, null, null],
      [{ codes: ['strongly-disagree', 'dont-know'], n: 1, reason: 'x' }],
    )
    expect(bar.segments.at(-1)).toMatchObject({ side: 'apart', known: false, n: 1 })
  })

  it('draws no block for a zero and no bar without a base', () => {
    expect(laid(30, [12, 18, 0, 0, 0]).segments).toHaveLength(2)
    expect(layOutBar({ ...column(30, [1]), base: null }, codes)).toBeNull()
  })

  it('never draws more or less than the base when every answer is counted', () => {
    const counts = fc.array(fc.nat({ max: 60 }), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(
        counts.filter((n) => n.some((x) => x > 0)),
        (n) => {
          const base = n.reduce((a, b) => a + b, 0)
          const drawn = laid(base, n).segments.reduce((sum, { share }) => sum + share, 0)
          expect(drawn).toBeCloseTo(1, 9)
        },
      ),
    )
  })

  it('hides any set of cells and still accounts for the whole base', () => {
    const counts = fc.array(fc.tuple(fc.nat({ max: 40 }), fc.boolean()), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(
        counts.filter((n) => n.some(([x]) => x > 0)),
        (n) => {
          const base = n.reduce((a, [x]) => a + x, 0)
          const bar = laid(
            base,
            n.map(([x, hidden]) => (hidden ? null : x)),
          )
          expect(bar.segments.reduce((sum, segment) => sum + segment.n, 0)).toBe(base)
        },
      ),
    )
  })
})

describe('the common scale', () => {
  const bars = [laid(51, [14, 26, 3, 1, 5, 2]), laid(30, [5, 13, null, null, null])]

  it('holds every bar and is rounded to five points', () => {
    const scale = scaleOf(bars)
    expect(scale).toEqual({ low: -0.1, high: 0.8, apartFrom: 0.8 + GAP, apartTo: 0.8 + GAP + 0.4 })
    expect(positionOf(scale.low, scale)).toBe(0)
    expect(positionOf(scale.apartTo, scale)).toBe(1)
  })

  it('keeps the order of values', () => {
    const scale = scaleOf(bars)
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 2, noNaN: true }),
        fc.double({ min: -1, max: 2, noNaN: true }),
        (a, b) => {
          if (a < b) expect(positionOf(a, scale)).toBeLessThanOrEqual(positionOf(b, scale))
        },
      ),
    )
  })
})
