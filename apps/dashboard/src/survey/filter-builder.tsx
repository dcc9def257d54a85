import type { SurveySummary } from '@retombees/contract/survey-catalogue'
import type { SurveyFilter } from '@retombees/contract/survey-query'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../i18n.ts'
import style from './survey-builder.module.css'

interface FilterBuilderProps {
  survey: SurveySummary
  filters: readonly SurveyFilter[]
  change: (filters: SurveyFilter[]) => void
}

/** Among whom: each filter keeps those who gave one of some answers, or none of them; all of them are kept together. */
export function FilterBuilder({ survey, filters, change }: FilterBuilderProps) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const ids = useId()
  const [variable, setVariable] = useState('')
  const known = survey.variables.filter(({ codes, kind }) => codes.length > 0 && kind !== 'scale')
  const chosen = known.find(({ id }) => id === variable)
  const labelOf = (id: string) => set(known.find((each) => each.id === id)?.label ?? id)
  const codeOf = (id: string, code: string) =>
    set(known.find((each) => each.id === id)?.codes.find((each) => each.code === code)?.label ?? code)
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const codes = given.getAll('code').map(String)
    if (chosen === undefined || codes.length === 0) return
    change([...filters, { variable: chosen.id, not: given.get('not') === 'on', codes }])
    setVariable('')
  }
  return (
    <div className={style.filters}>
      {filters.length > 0 && (
        <ul className={style.chips} aria-label={t('surveys.filters')}>
          {filters.map((filter) => {
            const said = {
              variable: labelOf(filter.variable),
              codes: filter.codes.map((code) => codeOf(filter.variable, code)).join(', '),
            }
            const words = filter.not ? t('surveys.filter_not', said) : t('surveys.filter', said)
            return (
              <li key={JSON.stringify(filter)}>
                {words}
                <button
                  type="button"
                  aria-label={t('surveys.remove_filter', { filter: words })}
                  onClick={() => change(filters.filter((each) => each !== filter))}
                >
                  ×
                </button>
              </li>
            )
          })}
        </ul>
      )}
      <details className={style.adding}>
        <summary>{t('surveys.add_filter')}</summary>
        <form onSubmit={add}>
          <label htmlFor={`${ids}-variable`}>{t('surveys.filter_by')}</label>
          <select
            id={`${ids}-variable`}
            value={variable}
            onChange={(event) => setVariable(event.currentTarget.value)}
          >
            <option value="">{t('surveys.choose')}</option>
            {known.map(({ id, label }) => (
              <option key={id} value={id}>
                {set(label)}
              </option>
            ))}
          </select>
          {chosen !== undefined && (
            <fieldset>
              <legend>{t('surveys.keep')}</legend>
              {chosen.codes.map(({ code, label }) => (
                <label key={code}>
                  <input type="checkbox" name="code" value={code} />
                  {set(label)}
                </label>
              ))}
              <label className={style.not}>
                <input type="checkbox" name="not" />
                {t('surveys.keep_others')}
              </label>
              <button type="submit">{t('surveys.filter_do')}</button>
            </fieldset>
          )}
        </form>
      </details>
    </div>
  )
}
