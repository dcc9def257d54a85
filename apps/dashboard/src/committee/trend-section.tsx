import { DEFAULT_QUERY } from '@retombees/contract/query'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { fieldTable } from '../api/breakdowns.ts'
import { Columns } from '../chart/columns.tsx'
import { FieldChart } from '../chart/field-chart.tsx'
import { useLocale } from '../i18n.ts'
import { Section } from '../pages/section.tsx'

const ASKED = {
  topic: 'workshops',
  measure: 'participations',
  rows: 'quarter',
  query: DEFAULT_QUERY,
} as const

/** How participation moves from quarter to quarter, with the dated events beside it; nothing where no attendance is open here. */
export default function TrendSection() {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const answer = useQuery(fieldTable(locale, ASKED))
  if (answer.data === undefined || answer.data.data.provenance === null) return null
  return (
    <div className="screen-only">
      <Section id="trend" title={t('committee.trend')}>
        <FieldChart asked={{ ...ASKED, columns: 'territory' }} drawing={Columns} />
      </Section>
    </div>
  )
}
