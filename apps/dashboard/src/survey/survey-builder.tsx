import type { SurveySummary, SurveyVariable } from '@retombees/contract/survey-catalogue'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../i18n.ts'
import { FilterBuilder } from './filter-builder.tsx'
import style from './survey-builder.module.css'
import type { SurveyAsked } from './use-survey-query.ts'

interface SurveyBuilderProps {
  surveys: readonly SurveySummary[]
  survey: SurveySummary
  asked: SurveyAsked
  change: (part: Partial<SurveyAsked>) => void
}

/** Which questionnaire, which question, crossed with which, among whom, over what base. All of it is in the URL. */
export function SurveyBuilder({ surveys, survey, asked, change }: SurveyBuilderProps) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const base = useId()
  const question = survey.variables.find(({ id }) => id === asked.rows)
  const isText = question?.kind === 'text'
  const another = (part: Partial<SurveyAsked>) => change({ ...part, search: '', theme: '', page: 1 })
  return (
    <search className={`${style.builder} screen-only`} aria-label={t('surveys.build')}>
      <Choice
        label={t('surveys.questionnaire')}
        value={survey.id}
        onChange={(id) =>
          another({ survey: id === surveys[0]?.id ? '' : id, rows: '', columns: '', filter: [] })
        }
      >
        {surveys.map(({ id, label }) => (
          <option key={id} value={id}>
            {set(label)}
          </option>
        ))}
      </Choice>
      <Choice label={t('surveys.rows')} value={asked.rows} onChange={(rows) => another({ rows })}>
        <Questions variables={survey.variables} />
      </Choice>
      {!isText && (
        <Choice
          label={t('surveys.columns')}
          value={asked.columns}
          onChange={(columns) => another({ columns })}
        >
          <option value="">{t('surveys.one_way')}</option>
          <optgroup label={t('surveys.places')}>
            <Options
              variables={survey.variables.filter(({ kind }) => kind === 'place' || kind === 'profile')}
            />
          </optgroup>
          <Questions variables={survey.variables.filter(({ codes }) => codes.length > 0)} />
        </Choice>
      )}
      {!isText && (
        <fieldset className={style.base}>
          <legend>{t('surveys.base')}</legend>
          {(['all-respondents', 'opinions'] as const).map((each) => (
            <label key={each}>
              <input
                type="radio"
                name={base}
                checked={asked.base === each}
                onChange={() => change({ base: each })}
              />
              {each === 'opinions' ? t('surveys.opinions') : t('surveys.everybody')}
            </label>
          ))}
        </fieldset>
      )}
      <FilterBuilder
        survey={survey}
        filters={asked.filter}
        change={(filter) => change({ filter, page: 1 })}
      />
    </search>
  )
}

function Choice(props: {
  label: string
  value: string
  onChange: (value: string) => void
  children: ReactNode
}) {
  const id = useId()
  return (
    <div className={style.field}>
      <label htmlFor={id}>{props.label}</label>
      <select id={id} value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        {props.children}
      </select>
    </div>
  )
}

/** Questions, each followed by its items. */
function Questions({ variables }: { variables: readonly SurveyVariable[] }) {
  const asked = variables.filter(({ kind }) => !['place', 'profile', 'item'].includes(kind))
  const { t } = useTranslation()
  const { set } = useLocale()
  return asked.map((question) => {
    const items = variables.filter((each) => each.question === question.id)
    if (items.length === 0)
      return (
        <option key={question.id} value={question.id}>
          {set(question.label)}
        </option>
      )
    return (
      <optgroup key={question.id} label={set(question.label)}>
        <option value={question.id}>
          {t('surveys.every_item', { label: set(question.label), count: items.length })}
        </option>
        <Options variables={items} />
      </optgroup>
    )
  })
}

function Options({ variables }: { variables: readonly SurveyVariable[] }) {
  const { set } = useLocale()
  return variables.map(({ id, label }) => (
    <option key={id} value={id}>
      {set(label)}
    </option>
  ))
}
