import { type SqlParameter, SqlParameterType } from '@retombees/contract/sql'
import { useTranslation } from 'react-i18next'
import style from './sql.module.css'

interface ParameterFieldsProps {
  parameters: readonly SqlParameter[]
  onChange: (parameters: SqlParameter[]) => void
}

/** A type and a value for each `:name` of the query. An empty value is NULL. */
export function ParameterFields({ parameters, onChange }: ParameterFieldsProps) {
  const { t } = useTranslation()
  if (parameters.length === 0) return null
  const change = (name: string, changed: Partial<SqlParameter>) =>
    onChange(parameters.map((each) => (each.name === name ? { ...each, ...changed } : each)))
  return (
    <fieldset className={style.parameters}>
      <legend>{t('sql.parameters')}</legend>
      {parameters.map(({ name, type, value }) => (
        <div key={name}>
          <label>
            <code>:{name}</code>
            <input
              type={type === 'date' ? 'date' : 'text'}
              value={value === null ? '' : String(value)}
              onChange={({ currentTarget }) =>
                change(name, { value: currentTarget.value === '' ? null : currentTarget.value })
              }
            />
          </label>
          <select
            aria-label={t('sql.parameter_type', { name })}
            value={type}
            onChange={({ currentTarget }) =>
              change(name, { type: SqlParameterType.parse(currentTarget.value) })
            }
          >
            {SqlParameterType.options.map((each) => (
              <option key={each} value={each}>
                {t(`sql.type.${each}`)}
              </option>
            ))}
          </select>
        </div>
      ))}
    </fieldset>
  )
}
