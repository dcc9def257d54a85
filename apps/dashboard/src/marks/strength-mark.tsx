import type { Strength } from '@retombees/contract/evidence'
import { useTranslation } from 'react-i18next'
import { Mark } from './mark.tsx'

/** How far the evidence carries, drawn as its sources: none, a shadow of one, one, two that meet, two that part. */
export function StrengthMark({ strength }: { strength: Strength }) {
  const { t } = useTranslation()
  const tone = strength === 'none' ? 'soft' : strength === 'diverging' ? 'alert' : 'ink'
  return (
    <Mark tone={tone} word={t(`strength.${strength}`)}>
      {strength === 'none' && <path d="M3 8h10" strokeDasharray="1.8 2" />}
      {strength === 'presumption' && <circle cx="8" cy="8" r="4" strokeDasharray="2 1.6" />}
      {strength === 'single-source' && <circle data-solid="" cx="8" cy="8" r="4" />}
      {strength === 'converging' && <path d="M0 8h6M3.5 5L6.5 8L3.5 11M16 8h-6M12.5 5L9.5 8L12.5 11" />}
      {strength === 'diverging' && <path d="M7 8H1M3.8 5L0.8 8L3.8 11M9 8h6M12.2 5L15.2 8L12.2 11" />}
    </Mark>
  )
}
