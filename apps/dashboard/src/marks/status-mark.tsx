import type { IndicatorStatus } from '@retombees/contract/evidence'
import { Mark } from './mark.tsx'

const TONES = {
  reached: 'lit',
  likely: 'lit',
  undetermined: 'ink',
  missed: 'alert',
  'no-target': 'soft',
  'not-measured': 'soft',
  illegible: 'soft',
} as const

/** Where an indicator stands, by a shape and the words that the API gives. */
export function StatusMark({ status, words }: { status: IndicatorStatus; words: string }) {
  return (
    <Mark tone={TONES[status]} word={words}>
      {status === 'reached' && <path data-solid="" d="M8 1l7 7l-7 7l-7-7z" />}
      {status === 'likely' && <path d="M8 1l7 7l-7 7l-7-7zM8 1v14" />}
      {status === 'undetermined' && <path d="M2 11c3-7 5 3 8-3c1-2 2-2 4-2" />}
      {status === 'missed' && <path d="M3 3l10 10M13 3L3 13" />}
      {status === 'no-target' && <path d="M3 8h10" />}
      {status === 'not-measured' && <circle cx="8" cy="8" r="5.5" strokeDasharray="2.2 2.1" />}
      {status === 'illegible' && <path d="M2.5 2.5h11v11h-11zM2.5 9.5l7-7M2.5 13.5l11-11M6.5 13.5l7-7" />}
    </Mark>
  )
}
