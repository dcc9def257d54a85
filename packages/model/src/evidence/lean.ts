import type { SourceVoice } from '@retombees/contract/evidence'
import type { IndicatorResult } from '@retombees/contract/indicator'
import { isEvidence, isPlan, type Witness } from './witness.ts'

type Side = 'for' | 'against' | 'neither'

/** Which way one measure leans, and whether that is established. */
export interface Lean {
  readonly side: Side
  readonly established: boolean
}

/** The leans of the measured witnesses that have one. */
export function leansOf(witnesses: readonly Witness[]): readonly Lean[] {
  return witnesses.flatMap(({ result }) => {
    const lean = isEvidence(result) && !isPlan(result) ? leanOf(result) : null
    return lean ? [lean] : []
  })
}

/**
 * What witnesses of one voice say together. Favourable: more than half of the directed measures lean that way and none is
 * established the other way; unfavourable is the mirror; mixed otherwise. Facts without a direction, and what was only
 * planned, are records; nothing measured is silence.
 */
export function saysOf(witnesses: readonly Witness[]): SourceVoice['says'] {
  if (!witnesses.some(({ result }) => isEvidence(result))) return 'silent'
  const leans = leansOf(witnesses)
  if (leans.length === 0) return 'records'
  if (mostly('for', 'against', leans)) return 'favourable'
  return mostly('against', 'for', leans) ? 'unfavourable' : 'mixed'
}

function mostly(side: Side, other: Side, leans: readonly Lean[]): boolean {
  const contradicted = leans.some((lean) => lean.side === other && lean.established)
  return !contradicted && leans.filter((lean) => lean.side === side).length * 2 > leans.length
}

/** A target, where there is one, says more than one half; where lower is better the sides are swapped. */
function leanOf(result: IndicatorResult): Lean | null {
  switch (result.status) {
    case 'reached':
      return { side: 'for', established: true }
    case 'likely':
      return { side: 'for', established: false }
    case 'missed':
      return { side: 'against', established: true }
    case 'undetermined':
      return { side: 'neither', established: false }
    default:
      return leanOfReading(result)
  }
}

function leanOfReading({ reading, sheet }: IndicatorResult): Lean | null {
  if (reading === null) return null
  if (reading === 'split') return { side: 'neither', established: false }
  const majority = reading.startsWith('majority')
  return {
    side: majority === (sheet.direction === 'higher') ? 'for' : 'against',
    established: reading.endsWith('established'),
  }
}
