import type { Grade } from '@retombees/contract/evidence'
import { useTranslation } from 'react-i18next'
import { Mark } from './mark.tsx'

const TONES = {
  yes: 'lit',
  'yes-with-reservation': 'lit',
  insufficiently: 'alert',
  'not-concluded': 'soft',
} as const

/** A signed answer: full disc, half disc, a quarter only, an empty ring. */
export function GradeMark({ grade, size }: { grade: Grade; size?: 'large' | 'normal' }) {
  const { t } = useTranslation()
  return (
    <Mark tone={TONES[grade]} word={t(`grade.${grade}`)} size={size}>
      {grade === 'not-concluded' ? (
        <circle cx="8" cy="8" r="6.5" strokeDasharray="2.4 2.2" />
      ) : (
        <circle cx="8" cy="8" r="6.5" />
      )}
      {grade === 'yes' && <circle data-solid="" cx="8" cy="8" r="6.5" />}
      {grade === 'yes-with-reservation' && <path data-solid="" d="M8 1.5a6.5 6.5 0 0 1 0 13z" />}
      {grade === 'insufficiently' && <path data-solid="" d="M8 8V1.5a6.5 6.5 0 0 1 6.5 6.5z" />}
    </Mark>
  )
}
