import type { SourceVoice } from '@retombees/contract/evidence'
import { useTranslation } from 'react-i18next'
import { Mark } from './mark.tsx'

const TONES = {
  favourable: 'lit',
  mixed: 'ink',
  unfavourable: 'alert',
  records: 'ink',
  silent: 'soft',
} as const

/** What one source says of a criterion: up, level, down; a square for a fact without a direction, a dash for silence. */
export function SaysMark({ says }: { says: SourceVoice['says'] }) {
  const { t } = useTranslation()
  return (
    <Mark tone={TONES[says]} word={t(`says.${says}`)}>
      {says === 'favourable' && <path data-solid="" d="M8 2l6.5 11h-13z" />}
      {says === 'mixed' && <path d="M1.5 6h13M1.5 10h13" />}
      {says === 'unfavourable' && <path data-solid="" d="M8 14L1.5 3h13z" />}
      {says === 'records' && <path d="M3 3h10v10h-10z" />}
      {says === 'silent' && <path d="M4 8h8" strokeDasharray="2 2" />}
    </Mark>
  )
}
