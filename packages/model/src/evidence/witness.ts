import type { IndicatorResult } from '@retombees/contract/indicator'
import type { IndicatorDefinition } from '@retombees/programme/indicators-file'
import type { Programme } from '@retombees/programme/programme'
import { PROGRAMME_LOAD } from '@retombees/warehouse/tables'
import { findIndicator } from '../describe.ts'

/** An indicator called to speak: what the programme says of it, and what the snapshot knows. */
export interface Witness {
  readonly definition: Pick<IndicatorDefinition, 'source' | 'measure'>
  readonly result: IndicatorResult
}

/** The results of these indicators, each with its definition. */
export function witnessesOf(
  programme: Programme,
  ids: readonly string[],
  results: ReadonlyMap<string, IndicatorResult>,
): readonly Witness[] {
  return ids.flatMap((id) => {
    const definition = findIndicator(programme, id)
    const result = results.get(definition.id)
    return result ? [{ definition, result }] : []
  })
}

/** A figure that evidence may rest on: known, and not simulated. */
export function isEvidence({ whole }: Pick<IndicatorResult, 'whole'>): boolean {
  return whole.state === 'value' && whole.provenance !== 'simulated'
}

/** A figure read from the programme's own definitions: it says what was planned, not what came of it. */
export function isPlan({ whole }: Pick<IndicatorResult, 'whole'>): boolean {
  return (
    whole.state === 'value' &&
    whole.loads.length > 0 &&
    whole.loads.every((load) => load.startsWith(`${PROGRAMME_LOAD}:`))
  )
}

/**
 * Whom a witness speaks for: its evidence source, or the questionnaire it was read from. Two blocks of one
 * questionnaire are answered by the same people on the same day: they are one voice.
 */
export function voiceOf({ definition }: Witness): string {
  const { measure, source } = definition
  return measure.kind === 'survey-share' ? `questionnaire:${measure.questionnaire}` : `source:${source}`
}
