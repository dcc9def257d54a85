import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { programme } from '../api/resources.ts'
import { useLocale } from '../i18n.ts'

/** Where somebody belongs: a centre, or a territory. */
export function ScopeField() {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const id = useId()
  const { data } = useQuery(programme(locale))
  const groups = [
    { kind: 'territory', label: t('account.scope.territory'), of: data?.data.territories ?? [] },
    { kind: 'centre', label: t('account.scope.centre'), of: data?.data.centres ?? [] },
  ]
  return (
    <>
      <label htmlFor={id}>{t('account.scope.title')}</label>
      <select id={id} name="scope" required>
        {groups.map(({ kind, label, of }) => (
          <optgroup key={kind} label={label}>
            {of.map((each) => (
              <option key={each.id} value={`${kind}:${each.id}`}>
                {set(each.label)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </>
  )
}

/** The scope that a form with such a field says. */
export function scopeIn(given: FormData): { centre?: string; territory?: string } {
  const [kind, id] = String(given.get('scope') ?? '').split(':')
  if (!id) return {}
  return kind === 'centre' ? { centre: id } : { territory: id }
}
