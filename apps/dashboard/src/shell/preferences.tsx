import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { chooseLocale, useLocale } from '../i18n.ts'
import style from './frame.module.css'

/** The other language, by its own name, and the other of light and dark. */
export function Preferences() {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const other = locale === 'fr' ? 'en' : 'fr'
  const otherScheme = scheme === 'dark' ? 'light' : 'dark'
  return (
    <div className={style.preferences}>
      <button type="button" lang={other} onClick={() => void chooseLocale(other)}>
        {t(`shell.language.${other}`)}
      </button>
      <button type="button" onClick={() => setColorScheme(otherScheme)}>
        {t(`shell.scheme.${otherScheme}`)}
      </button>
    </div>
  )
}
