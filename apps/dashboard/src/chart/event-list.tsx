import type { Annotation } from '@retombees/contract/annotation'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnnotations } from '../api/annotations.ts'
import { programme } from '../api/resources.ts'
import { session } from '../api/session.ts'
import { formatDate } from '../format/date.ts'
import { useLocale } from '../i18n.ts'
import { ProblemNotice } from '../states/problem-notice.tsx'
import style from './event-list.module.css'

/** The dated events of a chart of time, in a list; an evaluator and a steward write one there, or take one away. */
export function EventList({ events }: { events: readonly Annotation[] }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const { data } = useQuery(session(locale))
  const about = useQuery(programme(locale)).data?.data
  const { remove } = useAnnotations()
  const role = data?.data?.role
  const mayWrite = role === 'evaluator' || role === 'steward'
  const nameOf = (id: string | null) =>
    [...(about?.territories ?? []), ...(about?.centres ?? [])].find((place) => place.id === id)?.label
  if (events.length === 0 && !mayWrite) return null
  return (
    <details className={style.events}>
      <summary>{t('events.title', { count: events.length })}</summary>
      <ul>
        {events.map((event) => {
          const place = nameOf(event.centre ?? event.territory)
          return (
            <li key={event.id}>
              <strong>{formatDate(event.day, locale)}</strong> {set(event.text)}
              <span className={style.soft}>
                {' '}
                {place === undefined
                  ? t('events.by', { author: event.author })
                  : `${set(place)}. ${t('events.by', { author: event.author })}`}
              </span>
              {mayWrite && (
                <button
                  type="button"
                  disabled={remove.isPending}
                  aria-label={t('events.remove', { text: set(event.text) })}
                  onClick={() => remove.mutate(event.id)}
                >
                  ×
                </button>
              )}
            </li>
          )
        })}
      </ul>
      {remove.error !== null && <ProblemNotice error={remove.error} retry={() => remove.reset()} />}
      {mayWrite && <EventForm places={about} />}
    </details>
  )
}

interface Places {
  readonly territories: readonly { id: string; label: string }[]
  readonly centres: readonly { id: string; label: string; territory: string }[]
}

function EventForm({ places }: { places: Places | undefined }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const { write } = useAnnotations()
  const ids = useId()
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const given = new FormData(form)
    const place = String(given.get('place') ?? '')
    const centre = places?.centres.find(({ id }) => id === place)
    write.mutate(
      {
        day: String(given.get('day') ?? ''),
        text: String(given.get('text') ?? ''),
        territory: centre?.territory ?? (place === '' ? null : place),
        centre: centre?.id ?? null,
      },
      { onSuccess: () => form.reset() },
    )
  }
  return (
    <form className={style.form} onSubmit={send}>
      <label htmlFor={`${ids}-day`}>{t('events.day')}</label>
      <input id={`${ids}-day`} type="date" name="day" required />
      <label htmlFor={`${ids}-text`}>{t('events.text')}</label>
      <input id={`${ids}-text`} name="text" maxLength={200} required autoComplete="off" />
      <label htmlFor={`${ids}-place`}>{t('events.place')}</label>
      <select id={`${ids}-place`} name="place">
        <option value="">{t('territory.whole')}</option>
        {[...(places?.territories ?? []), ...(places?.centres ?? [])].map(({ id, label }) => (
          <option key={id} value={id}>
            {set(label)}
          </option>
        ))}
      </select>
      <button type="submit" disabled={write.isPending}>
        {t('events.write')}
      </button>
      {write.error !== null && <ProblemNotice error={write.error} retry={() => write.reset()} />}
    </form>
  )
}
