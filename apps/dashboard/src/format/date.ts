import type { Locale } from '@retombees/contract/localized'

const TAGS: Readonly<Record<Locale, string>> = Object.freeze({ fr: 'fr-FR', en: 'en-GB' })

/**
 * A date as people write it: « 1er juillet 2019 ». A month or a year alone stays what it is: « mai 2019 », « 2019 ».
 * An instant is shown in the programme's zone, a calendar date as it stands.
 */
export function formatDate(iso: string, locale: Locale): string {
  if (/^\d{4}$/.test(iso)) return iso
  const options: Intl.DateTimeFormatOptions = /^\d{4}-\d{2}$/.test(iso)
    ? { month: 'long', year: 'numeric', timeZone: 'UTC' }
    : { day: 'numeric', month: 'long', year: 'numeric', timeZone: iso.includes('T') ? 'Europe/Paris' : 'UTC' }
  const date = new Date(iso.length === 7 ? `${iso}-01` : iso)
  if (Number.isNaN(date.getTime())) return iso
  const written = new Intl.DateTimeFormat(TAGS[locale], options).format(date)
  return locale === 'fr' ? written.replace(/^1 /, '1er ') : written
}

/** The four digits of the year, or the whole text where there are none. */
export function yearOf(iso: string): string {
  return /^\d{4}/.exec(iso)?.[0] ?? iso
}
