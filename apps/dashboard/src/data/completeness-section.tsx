import { DEFAULT_QUERY } from '@retombees/contract/query'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import { type FieldTable, fieldTable, searchOf } from '../api/breakdowns.ts'
import { BreakdownChart } from '../chart/breakdown-chart.tsx'
import { HeatMap } from '../chart/heat-map.tsx'
import { useMarkedTitle } from '../chart/use-marked-title.ts'
import { formatCount } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import { Section } from '../pages/section.tsx'
import { Answered } from '../states/answered.tsx'
import { completenessOf } from './completeness.ts'
import style from './data.module.css'

const FOLLOWED = [
  { topic: 'workshops', measure: 'participations' },
  { topic: 'workshops', measure: 'head-counts' },
  { topic: 'workshops', measure: 'held' },
  { topic: 'kiosks', measure: 'sessions' },
  { topic: 'kiosks', measure: 'outages' },
  { topic: 'reception', measure: 'passages' },
  { topic: 'contributions', measure: 'proposals' },
] as const

/** Which centre sent what for which month: what was received beside what was expected, source by source. */
export function CompletenessSection() {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const [params, setParams] = useSearchParams()
  const chosen = FOLLOWED.find(({ measure }) => measure === params.get('suivi')) ?? FOLLOWED[0]
  const asked: FieldTable = { ...chosen, rows: 'centre', columns: 'month', query: DEFAULT_QUERY }
  const answer = useQuery(fieldTable(locale, asked))
  const search = searchOf(asked)
  const marked = useMarkedTitle()
  const titleOf = (completeness: ReturnType<typeof completenessOf>) =>
    [
      t('completeness.finding', {
        received: formatCount(completeness.received, locale),
        expected: formatCount(completeness.expected, locale),
        count: completeness.expected,
      }),
      completeness.worst === null
        ? ''
        : t('completeness.worst', { centre: completeness.worst.label, count: completeness.worst.missing }),
    ]
      .filter(Boolean)
      .join(' ')
  return (
    <Section id="completeness" title={t('completeness.title')}>
      <p className={style.follow}>
        <label htmlFor="followed">{t('completeness.source')}</label>
        <select
          id="followed"
          value={chosen.measure}
          onChange={(event) => {
            const next = event.currentTarget.value
            setParams(next === FOLLOWED[0].measure ? {} : { suivi: next }, { replace: true })
          }}
        >
          {FOLLOWED.map(({ measure }) => (
            <option key={measure} value={measure}>
              {t(`completeness.measure.${measure}`)}
            </option>
          ))}
        </select>
      </p>
      <Answered query={answer} lines={8}>
        {(table) => (
          <BreakdownChart
            id={`completeness-${chosen.measure}`}
            table={{
              ...table,
              title: marked(titleOf(completenessOf(table)), table.provenance),
              label: t('completeness.label', { label: set(table.label) }),
              reading: t('completeness.reading'),
            }}
            drawing={HeatMap}
            lineage={(row, column) => ({ kind: 'breakdown', ...chosen, search, row, column: column ?? '' })}
            download={{
              path: `${chosen.topic}/tables/${chosen.measure}`,
              search: new URLSearchParams(search).toString(),
            }}
          />
        )}
      </Answered>
    </Section>
  )
}
