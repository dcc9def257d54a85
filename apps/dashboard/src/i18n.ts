import { Locale } from '@retombees/contract/localized'
import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { typeset } from './format/typography.ts'
import fr from './locales/fr.json'

const KEPT = 'retombees-locale'

/** Starts the catalogues in the language last chosen; French when none was. English is fetched when first needed. */
export async function startCatalogues(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'fr',
    fallbackLng: 'fr',
    resources: { fr: { translation: fr } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  const kept = Locale.safeParse(keptLocale())
  if (kept.success && kept.data !== 'fr') await chooseLocale(kept.data)
  else document.documentElement.lang = 'fr'
}

/** Changes the language of the interface, and remembers it on this device. */
export async function chooseLocale(locale: Locale): Promise<void> {
  if (locale === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    i18next.addResourceBundle('en', 'translation', (await import('./locales/en.json')).default)
  }
  await i18next.changeLanguage(locale)
  document.documentElement.lang = locale
  try {
    localStorage.setItem(KEPT, locale)
  } catch {
    // Storage may be closed to us; the choice then lasts as long as the page.
  }
}

function keptLocale(): string | null {
  try {
    return localStorage.getItem(KEPT)
  } catch {
    return null
  }
}

/** The language of the interface, and a typesetter for the texts that come from the API in that language. */
export function useLocale(): { locale: Locale; set: (text: string) => string } {
  const { i18n } = useTranslation()
  const locale: Locale = i18n.language === 'en' ? 'en' : 'fr'
  return { locale, set: (text) => typeset(text, locale) }
}
