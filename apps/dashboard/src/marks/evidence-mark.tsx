import type { NodeEvidence } from '@retombees/contract/logic-model'
import { Mark } from './mark.tsx'

const TONES = { evidence: 'lit', presumption: 'ink', defined: 'soft', none: 'soft' } as const

/** What a box of the logic model can say of itself, by a shape and the words that the API gives. */
export function EvidenceMark({ evidence, words }: { evidence: NodeEvidence; words: string }) {
  return (
    <Mark tone={TONES[evidence]} word={words}>
      {evidence === 'evidence' && <circle data-solid="" cx="8" cy="8" r="6" />}
      {evidence === 'presumption' && (
        <>
          <circle cx="8" cy="8" r="6" />
          <path data-solid="" d="M8 2a6 6 0 0 1 0 12z" />
        </>
      )}
      {evidence === 'defined' && <circle cx="8" cy="8" r="6" />}
      {evidence === 'none' && <circle cx="8" cy="8" r="6" strokeDasharray="2.2 2.1" />}
    </Mark>
  )
}
