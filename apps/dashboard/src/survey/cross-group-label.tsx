import type { CrossHeading } from '@retombees/contract/cross-table'
import { useTranslation } from 'react-i18next'
import { fitted } from '../chart/lay-out.ts'
import { formatCount } from '../format/number.ts'
import { useLocale } from '../i18n.ts'

interface GroupLabelProps {
  group: CrossHeading
  y: number
  bar: number
  gutter: number
  width: number
}

/** The name of a group and how many people are in it: beside its bar, or above it where there is no room. */
export function GroupLabel({ group, y, bar, gutter, width }: GroupLabelProps) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const label = t('surveys.group', { label: set(group.label), n: formatCount(group.n, locale) })
  return gutter === 0 ? (
    <text x={0} y={y - 5}>
      {fitted(label, width)}
    </text>
  ) : (
    <text x={gutter - 10} y={y + bar / 2} textAnchor="end" dominantBaseline="central">
      {fitted(label, gutter - 10)}
    </text>
  )
}
