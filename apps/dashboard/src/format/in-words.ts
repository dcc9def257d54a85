import { useTranslation } from 'react-i18next'
import { useLocale } from '../i18n.ts'
import { formatCount } from './number.ts'

/** Small numbers as words, in the feminine where French asks: « trois », « une »; the others as digits. */
export function useInWords(): (n: number) => string {
  const { t, i18n } = useTranslation()
  const { locale } = useLocale()
  return (n) => (i18n.exists(`number.${n}`) ? t(`number.${n}`) : formatCount(n, locale))
}
