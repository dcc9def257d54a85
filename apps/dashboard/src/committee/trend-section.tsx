import { DEFAULT_QUERY } from '@retombees/contract/query'
import { faceOf } from '@retombees/contract/role'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type FieldTable, fieldTable } from '../api/breakdowns.ts'
import { session } from '../api/session.ts'
import { Columns } from '../chart/columns.tsx'
import { FieldChart } from '../chart/field-chart.tsx'
import { useLocale } from '../i18n.ts'
import { Section } from '../pages/section.tsx'

/**
 * How participation moves, with the dated events beside it: by quarter, and by closed year for who reads what is published.
 * Nothing where no attendance is open here.
 */
export default function TrendSection() {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const role = useQuery(session(locale)).data?.data?.role
  const isOutside = role === undefined || faceOf(role) === 'published'
  const asked: FieldTable = {
    topic: 'workshops',
    measure: 'participations',
    rows: isOutside ? 'civil-year' : 'quarter',
    columns: 'territory',
    query: DEFAULT_QUERY,
  }
  const answer = useQuery(fieldTable(locale, asked))
  if (answer.data === undefined || answer.data.data.provenance === null) return null
  return (
    <div className="screen-only">
      <Section id="trend" title={t('committee.trend')}>
        <FieldChart asked={asked} drawing={Columns} />
      </Section>
    </div>
  )
}
