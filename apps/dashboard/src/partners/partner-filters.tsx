import { useDebouncedCallback } from '@mantine/hooks'
import type { PartnerGrid } from '@retombees/contract/partner'
import { DEFAULT_QUERY, type Query } from '@retombees/contract/query'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../i18n.ts'
import { useTerritories } from '../territory/territories.tsx'
import { TerritoryName } from '../territory/territory-mark.tsx'
import style from './partners.module.css'

interface PartnerFiltersProps {
  query: Query
  change: (part: Partial<Query>) => void
  whole: PartnerGrid
}

/** Territory, theme and words to look for. What is chosen is in the URL and nowhere else. */
export function PartnerFilters({ query, change, whole }: PartnerFiltersProps) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const { territories } = useTerritories()
  const theme = useId()
  const sought = useId()
  const [words, setWords] = useState(query.search)
  const search = useDebouncedCallback((text: string) => change({ search: text.trim(), page: 1 }), 250)
  useEffect(() => setWords(query.search), [query.search])
  const themes = new Map(
    whole.engagements.filter((one) => one.themeId !== '').map((one) => [one.themeId, one.theme]),
  )
  const filtered =
    query.territory.length > 0 || query.theme.length > 0 || query.search !== '' || query.sort.length > 0
  const toggle = (id: string, on: boolean) =>
    change({
      territory: on ? [...query.territory, id] : query.territory.filter((one) => one !== id),
      page: 1,
    })
  return (
    <search className={`${style.filters} screen-only`}>
      <fieldset className={style.territories}>
        <legend>{t('partners.territory')}</legend>
        {territories.map((territory) => (
          <label key={territory.id}>
            <input
              type="checkbox"
              checked={query.territory.includes(territory.id)}
              onChange={(event) => toggle(territory.id, event.currentTarget.checked)}
            />
            <TerritoryName territory={territory} />
          </label>
        ))}
      </fieldset>
      <div className={style.field}>
        <label htmlFor={theme}>{t('partners.theme')}</label>
        <select
          id={theme}
          value={query.theme[0] ?? ''}
          onChange={(event) =>
            change({ theme: event.currentTarget.value ? [event.currentTarget.value] : [], page: 1 })
          }
        >
          <option value="">{t('partners.every_theme')}</option>
          {[...themes]
            .sort(([, a], [, b]) => a.localeCompare(b, 'fr'))
            .map(([id, label]) => (
              <option key={id} value={id}>
                {set(label)}
              </option>
            ))}
        </select>
      </div>
      <div className={style.field}>
        <label htmlFor={sought}>{t('partners.search')}</label>
        <input
          id={sought}
          type="search"
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value)
            search(event.currentTarget.value)
          }}
        />
      </div>
      {filtered && (
        <button
          type="button"
          className={style.reset}
          onClick={() => {
            setWords('')
            change({ ...DEFAULT_QUERY })
          }}
        >
          {t('partners.reset')}
        </button>
      )}
    </search>
  )
}
