import { isKnown } from '@retombees/contract/figure'
import type { Lineage } from '@retombees/contract/lineage'
import { useTranslation } from 'react-i18next'
import { Figure } from '../figure/figure.tsx'
import { formatCount, formatNumber } from '../format/number.ts'
import { formatInterval } from '../format/value.ts'
import { useLocale } from '../i18n.ts'
import { useTerritories } from '../territory/territories.tsx'
import { TerritoryName } from '../territory/territory-mark.tsx'
import style from './lineage.module.css'
import type { LineageTarget } from './lineage-target.ts'

/** The figure again, and how it was computed: measure, base, counts, interval, version. */
export function LineageMeasure({ lineage, target }: { lineage: Lineage; target: LineageTarget }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const { territoryOf } = useTerritories()
  const { figure, measure } = lineage
  const territory = figure.where.territory ?? ('territory' in target ? target.territory : undefined)
  const rows: [string, string][] = [[t('lineage.measure'), set(measure.sentence)]]
  if (isKnown(figure)) {
    rows.push([
      t('lineage.base'),
      `${t(`base.${figure.base.kind}`, { count: figure.base.n })} (${set(figure.base.rule)})`,
    ])
    if (figure.numerator !== null)
      rows.push([t('lineage.numerator'), formatNumber(figure.numerator, locale, 2)])
    if (figure.denominator !== null)
      rows.push([t('lineage.denominator'), formatNumber(figure.denominator, locale, 2)])
    rows.push([
      t('lineage.interval'),
      figure.interval === null
        ? set(figure.intervalNote ?? t('lineage.no_interval'))
        : t('lineage.interval_method', {
            interval: formatInterval(figure.interval, figure.format, locale),
            level: formatCount(figure.interval.level * 100, locale),
            method: t(`method.${figure.interval.method}`),
          }),
    ])
    rows.push([t('lineage.provenance'), t(`provenance_words.${figure.provenance}`)])
    for (const gap of figure.discrepancies) rows.push([t('lineage.discrepancy'), set(gap.message)])
  } else {
    rows.push([t('lineage.why'), set(figure.reason)])
    if (figure.needs !== undefined) rows.push([t('lineage.needs'), set(figure.needs)])
  }
  rows.push([t('lineage.version'), measure.version.slice(0, 12)])
  return (
    <>
      <p className={style.where}>
        <TerritoryName territory={territoryOf(territory)} />
      </p>
      <Figure figure={figure} name={lineage.label} size="large" />
      <dl className={style.facts}>
        {rows.map(([term, text]) => (
          <div key={`${term}${text}`}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
