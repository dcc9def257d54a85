import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export const TIMES = ['month', 'quarter', 'school-year', 'civil-year'] as const
export type Time = (typeof TIMES)[number]

/** How time is cut in a part of a page. */
export function TimeChoice({ chosen, choose }: { chosen: Time; choose: (time: Time) => void }) {
  const { t } = useTranslation()
  return (
    <SegmentedControl
      className="screen-only"
      size="xs"
      aria-label={t('filter.split')}
      value={chosen}
      onChange={(next) => {
        const time = TIMES.find((each) => each === next)
        if (time !== undefined) choose(time)
      }}
      data={TIMES.map((time) => ({ value: time, label: t(`axis.${time}`) }))}
    />
  )
}
