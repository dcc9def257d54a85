import type { IndicatorSheet } from '@retombees/contract/indicator'
import { useTranslation } from 'react-i18next'
import { formatDate } from '../format/date.ts'
import { formatValue } from '../format/value.ts'
import { useLocale } from '../i18n.ts'

/** A line of a sheet: what it is, and what it says. */
export type Fact = readonly [term: string, text: string]

/** What the sheet of an indicator says, in the reader's language. What is not known or not set is said, not left out. */
export function useSheetFacts(sheet: IndicatorSheet): readonly Fact[] {
  const { t } = useTranslation()
  const { set, locale } = useLocale()
  const written = (value: number) => formatValue(value, sheet.format, locale)
  const signed = (by: string, on: string) => t('indicators.set_by', { by, on: formatDate(on, locale) })
  const { baseline } = sheet
  const facts: Fact[] = [
    [t('indicators.formula'), set(sheet.formula)],
    [t('indicators.source'), set(sheet.source)],
    [t('indicators.voice'), `${t(`voice.${sheet.voice}`)}, ${t(`nature.${sheet.nature}`)}`],
    [t('indicators.unit'), set(sheet.unit)],
  ]
  if (sheet.baseKind !== null) facts.push([t('indicators.base_kind'), t(`base_kind.${sheet.baseKind}`)])
  facts.push([t('indicators.direction'), t(`direction.${sheet.direction}`)])
  facts.push([
    t('indicators.baseline'),
    baseline === null
      ? t('indicators.no_baseline')
      : `${written(baseline.value)}, ${formatDate(baseline.date, locale)} (${set(baseline.origin)})`,
  ])
  if (sheet.targets.length === 0) facts.push([t('indicators.target'), t('indicators.no_target')])
  for (const { value, date, setBy, setOn, setLater, inForce } of sheet.targets) {
    const parts = [written(value), formatDate(date, locale), signed(setBy, setOn)]
    if (setLater) parts.push(t('indicators.set_later'))
    if (!inForce) parts.push(t('indicators.not_in_force'))
    facts.push([t('indicators.target'), parts.join(', ')])
  }
  for (const { value, reads, setBy, setOn } of sheet.thresholds) {
    const said = [written(value), t(`threshold.${reads}`), signed(setBy, setOn)]
    facts.push([t('indicators.threshold'), said.join(', ')])
  }
  for (const caveat of sheet.caveats) facts.push([t('indicators.caveat'), set(caveat)])
  facts.push([t('indicators.version'), sheet.version.slice(0, 12)])
  return facts
}
