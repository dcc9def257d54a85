import { DEFAULT_QUERY, type Dimension, isFiltered, type Query } from '@retombees/contract/query'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { programme } from '../api/resources.ts'
import { useLocale } from '../i18n.ts'
import style from './filter-bar.module.css'
import { usePeriods } from './use-periods.ts'

/** What a page may be filtered by. */
export type Filter = 'territory' | 'centre' | 'period' | 'gender' | 'age' | 'kind' | 'area'

interface FilterBarProps {
  filters: readonly Filter[]
  /** The table whose codes are offered. */
  codes: string
  query: Query
  change: (part: Partial<Query>) => void
  /** What figures may be split by, where the page splits them. */
  splits?: readonly Dimension[]
}

interface Choice {
  id: string
  label: string
}

/** The filters of a page; one that the programme gives no code to choose is not offered. What is chosen is in the URL and nowhere else; choosing a territory leaves its centres only. */
export function FilterBar({ filters, codes, query, change, splits = [] }: FilterBarProps) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const { data } = useQuery(programme(locale))
  const periods = usePeriods()
  const about = data?.data
  if (about === undefined) return null
  const choices: Record<Filter, readonly Choice[]> = {
    territory: about.territories,
    centre: about.centres.filter(
      ({ territory }) => query.territory.length === 0 || query.territory.includes(territory),
    ),
    period: periods,
    gender: about.codes[`${codes}.gender`] ?? [],
    age: about.codes[`${codes}.age_band`] ?? [],
    kind: about.codes[`${codes}.kind`] ?? [],
    area: about.areas,
  }
  return (
    <search className={`${style.bar} screen-only`} aria-label={t('filter.bar')}>
      {filters
        .filter((filter) => choices[filter].length > 0)
        .map((filter) => (
          <Field
            key={filter}
            label={t(`filter.${filter}`)}
            everything={t('filter.all')}
            choices={choices[filter].map(({ id, label }) => ({ id, label: set(label) }))}
            chosen={filter === 'period' ? query.period : (query[filter][0] ?? '')}
            choose={(id) =>
              change({
                [filter]: filter === 'period' ? id : id === '' ? [] : [id],
                ...(filter === 'territory' ? { centre: [] } : {}),
              })
            }
          />
        ))}
      {splits.length > 0 && (
        <Field
          label={t('filter.split')}
          everything={t('filter.no_split')}
          choices={splits.map((id) => ({ id, label: t(`split.${id}`) }))}
          chosen={query.by}
          choose={(id) => change({ by: splits.find((each) => each === id) ?? '' })}
        />
      )}
      {(isFiltered(query) || (splits.length > 0 && query.by !== '')) && (
        <button type="button" className={style.reset} onClick={() => change(DEFAULT_QUERY)}>
          {t('filter.reset')}
        </button>
      )}
    </search>
  )
}

interface FieldProps {
  label: string
  everything: string
  choices: readonly Choice[]
  chosen: string
  choose: (id: string) => void
}

function Field({ label, everything, choices, chosen, choose }: FieldProps) {
  const id = useId()
  return (
    <div className={style.field}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{everything}</option>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  )
}
