import type { Locale } from '@retombees/contract/localized'

/** Narrow no-break space, the one that French sets before ; ! ? % and inside « ». */
export const NARROW = '\u202F'

/**
 * Sets a text the way its language prints it: in French, narrow no-break spaces before double punctuation, inside
 * guillemets and between thousands, and a curly apostrophe. Words are never changed; English is returned as it is.
 */
export function typeset(text: string, locale: Locale): string {
  if (locale !== 'fr') return text
  return text
    .replace(/[ \u00A0\u202F]+([;:!?%€»])/g, `${NARROW}$1`)
    .replace(/«[ \u00A0\u202F]*/g, `«${NARROW}`)
    .replace(/(\d)[ \u00A0](?=\d{3}(?!\d))/g, `$1${NARROW}`)
    .replace(/(\p{L})'(?=\p{L})/gu, '$1’')
}
