import type { Locale } from '@retombees/contract/localized'

/** The language to answer in: the better placed of French and English in Accept-Language; French when neither is named. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  const wishes = (acceptLanguage ?? '').split(',').map((wish) => {
    const [tag = '', ...params] = wish.trim().toLowerCase().split(';')
    const weight = params.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find((q) => q !== undefined)
    return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) }
  })
  const weightOf = (language: Locale) =>
    Math.max(0, ...wishes.filter((w) => w.language === language).map((w) => w.weight))
  return weightOf('en') > weightOf('fr') ? 'en' : 'fr'
}
