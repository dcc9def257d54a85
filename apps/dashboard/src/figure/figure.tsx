import {
  type AbsentFigure,
  type Figure as FigureData,
  isKnown,
  type KnownFigure,
} from '@retombees/contract/figure'
import { useTranslation } from 'react-i18next'
import { formatFraction, formatHeadline, formatInterval, formatUnit } from '../format/value.ts'
import { useLocale } from '../i18n.ts'
import { useLineage } from '../lineage/lineage-context.ts'
import type { LineageTarget } from '../lineage/lineage-target.ts'
import { AbsenceMark } from './absence-mark.tsx'
import { useIsAnnounced } from './announced-provenance.ts'
import style from './figure.module.css'
import { useFigureWords } from './figure-words.ts'
import { ProvenanceMark } from './provenance-mark.tsx'

interface FigureProps {
  figure: FigureData
  /** What it is, for its lineage. Without a target the figure is printed and cannot be opened. */
  of?: LineageTarget
  /** The name that a screen reader says before the number. */
  name: string
  /** `large` stands alone with its base under it; `line` runs in a row; `cell` sits in a table. */
  size?: 'large' | 'line' | 'cell'
  /** Where a table moves the focus among its cells itself. */
  tabIndex?: number
}

/** A number on a page with its base, its interval and its provenance, or the reason for which there is none. Opens its lineage. */
export function Figure({ figure, of, name, size = 'line', tabIndex }: FigureProps) {
  const open = useLineage()
  const { t } = useTranslation()
  const words = useFigureWords()
  const content = isKnown(figure) ? (
    <Known figure={figure} size={size} />
  ) : (
    <Absent figure={figure} size={size} />
  )
  if (of === undefined || open === null) {
    return (
      <span className={style.figure} data-size={size} data-state={figure.state}>
        {content}
      </span>
    )
  }
  return (
    <button
      type="button"
      className={style.figure}
      data-size={size}
      data-state={figure.state}
      data-figure=""
      tabIndex={tabIndex}
      title={size === 'cell' ? undefined : t('figure.open')}
      aria-label={`${name}, ${words(figure)}`}
      onClick={() => open(of)}
    >
      {content}
    </button>
  )
}

function Known({ figure, size }: { figure: KnownFigure; size: string }) {
  const { locale, set } = useLocale()
  const { t } = useTranslation()
  const isAnnounced = useIsAnnounced()
  const fraction = formatFraction(figure, locale)
  const headline = formatHeadline(figure, locale)
  if (size === 'cell') return <span className={style.value}>{headline}</span>
  return (
    <>
      <span className={style.value}>
        {headline}
        {figure.format === 'number' && figure.unit !== '' && (
          <span className={style.unit}> {formatUnit(set(figure.unit), figure.value)}</span>
        )}
        {figure.format === 'percent' && figure.unit !== '' && size === 'large' && (
          <span className={style.of}>{set(figure.unit)}</span>
        )}
      </span>
      <span className={style.base}>
        {fraction !== null && fraction !== headline && <span>{fraction}</span>}
        {figure.interval !== null && (
          <span title={t('figure.interval_level', { level: Math.round(figure.interval.level * 100) })}>
            {formatInterval(figure.interval, figure.format, locale)}
          </span>
        )}
        {size === 'large' && <span>{t(`base.${figure.base.kind}`, { count: figure.base.n })}</span>}
        {figure.interval === null && figure.intervalNote !== undefined && size === 'large' && (
          <span>{set(figure.intervalNote)}</span>
        )}
        {!isAnnounced(figure.provenance) && <ProvenanceMark provenance={figure.provenance} />}
        {figure.discrepancies.length > 0 && <span className={style.gap}>{t('figure.discrepancy')}</span>}
      </span>
    </>
  )
}

function Absent({ figure, size }: { figure: AbsentFigure; size: string }) {
  const { t } = useTranslation()
  return (
    <span className={style.absent}>
      <AbsenceMark state={figure.state} />
      <span className={size === 'cell' ? 'hidden' : undefined}>{t(`absence.${figure.state}`)}</span>
    </span>
  )
}
