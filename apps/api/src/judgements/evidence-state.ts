import { Reading, SourceVoice, Strength } from '@retombees/contract/evidence'
import type { QuestionResult } from '@retombees/contract/question'
import { z } from 'zod'

const Spoken = z.object({ source: z.string(), label: z.string(), says: SourceVoice.shape.says })
const Read = z.object({
  id: z.string(),
  label: z.string(),
  /** Digest of the definition. */
  version: z.string(),
  reading: Reading.nullable(),
  status: z.string(),
  statusWords: z.string(),
})

/** What a signature remembers of the evidence it was given on: enough to say later what has changed. */
export const EvidenceState = z.object({
  criteria: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      strength: Strength,
      sources: z.array(Spoken),
      indicators: z.array(Read),
    }),
  ),
})
export type EvidenceState = z.infer<typeof EvidenceState>

/** The state of the evidence on a question, criterion by criterion. */
export function evidenceOf(question: QuestionResult): EvidenceState {
  return {
    criteria: question.criteria.map(({ id, label, balance, indicators }) => ({
      id,
      label,
      strength: balance.strength,
      sources: balance.sources.map(({ source, label, says }) => ({ source, label, says })),
      indicators: indicators.map(({ sheet, reading, status, statusWords }) => ({
        id: sheet.id,
        label: sheet.label,
        version: sheet.version,
        reading,
        status,
        statusWords,
      })),
    })),
  }
}
