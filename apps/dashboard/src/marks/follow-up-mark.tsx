import { useTranslation } from 'react-i18next'
import { Mark } from './mark.tsx'

const SHOWN = ['not-reported', 'followed', 'in-progress', 'not-followed'] as const

/** What became of a recommendation, by a shape and a word. A status the page does not know is shown as not reported. */
export function FollowUpMark({ status }: { status: string }) {
  const { t } = useTranslation()
  const shown = SHOWN.find((one) => one === status) ?? 'not-reported'
  const tone =
    shown === 'followed'
      ? 'lit'
      : shown === 'not-followed'
        ? 'alert'
        : shown === 'in-progress'
          ? 'ink'
          : 'soft'
  return (
    <Mark tone={tone} word={t(`follow_up.${shown}`)}>
      {shown === 'not-reported' && <circle cx="8" cy="8" r="5.5" strokeDasharray="2.2 2.1" />}
      {shown === 'followed' && <path d="M2 8.5l4 4l8-9" />}
      {shown === 'in-progress' && <path d="M8 2a6 6 0 1 0 6 6M8 2v6h6" />}
      {shown === 'not-followed' && <path d="M3 3l10 10M13 3L3 13" />}
    </Mark>
  )
}
