import { isKnown } from '@retombees/contract/figure'
import type { IndicatorResult } from '@retombees/contract/indicator'
import { useTranslation } from 'react-i18next'
import { AnnouncedProvenance } from '../figure/announced-provenance.ts'
import { IntervalScale } from '../figure/interval-plot.tsx'
import { ProvenanceMark } from '../figure/provenance-mark.tsx'
import { formatPercent } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import style from './indicator-row.module.css'
import { IndicatorRow, linesOf } from './indicator-row.tsx'

const ON_PAPER = 2

/** The measures that the sheet has room for: those with an interval first, in their own order. */
function forPaper(results: readonly IndicatorResult[]): readonly IndicatorResult[] {
  const certain = results.filter(({ whole }) => isKnown(whole) && whole.interval !== null)
  return [...certain, ...results.filter((result) => !certain.includes(result))].slice(0, ON_PAPER)
}

/** Measured indicators on one scale, their common provenance said once, and why some are not compared in notes under them. */
export function IndicatorList({ results, title }: { results: IndicatorResult[]; title: string }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const figures = results.flatMap((result) => linesOf(result).map(({ figure }) => figure)).filter(isKnown)
  const provenances = new Set(figures.map(({ provenance }) => provenance))
  const [only] = provenances
  const announced = provenances.size === 1 && only !== undefined ? only : null
  const notes = [...new Set(results.flatMap(({ notCompared }) => notCompared ?? []))]
  const printed = forPaper(results)
  const scale: [string, string, string] = [0, 0.5, 1].map((share) => formatPercent(share, locale, 0)) as [
    string,
    string,
    string,
  ]
  return (
    <AnnouncedProvenance value={announced}>
      <div className={style.head} data-provenance={announced ?? undefined}>
        <h3>
          {title} {announced !== null && <ProvenanceMark provenance={announced} />}
        </h3>
        <div className={style.line}>
          <span />
          <IntervalScale labels={scale} />
          <span className={style.columns}>{t('question.columns')}</span>
        </div>
      </div>
      <ul data-provenance={announced ?? undefined}>
        {results.map((result) => (
          <IndicatorRow
            key={result.sheet.id}
            printed={printed.includes(result)}
            result={result}
            note={result.notCompared === null ? null : notes.indexOf(result.notCompared) + 1}
          />
        ))}
      </ul>
      {printed.length < results.length && (
        <p className={`${style.notes} print-only`}>
          {t('question.unprinted', { count: results.length - printed.length })}
        </p>
      )}
      {notes.length > 0 && (
        <ol className={`${style.notes} screen-only`}>
          {notes.map((note, index) => (
            <li key={note}>
              <sup>{index + 1}</sup> {set(note)}
            </li>
          ))}
        </ol>
      )}
    </AnnouncedProvenance>
  )
}
