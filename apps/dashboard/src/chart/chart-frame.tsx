import { SegmentedControl } from '@mantine/core'
import type { Provenance } from '@retombees/contract/figure'
import { type ReactNode, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Downloads } from '../download/downloads.tsx'
import { AnnouncedProvenance } from '../figure/announced-provenance.ts'
import { ProvenanceMark } from '../figure/provenance-mark.tsx'
import { asTitle } from '../format/sentences.ts'
import { useLocale } from '../i18n.ts'
import style from './chart-frame.module.css'
import { ImageButtons } from './image-buttons.tsx'

interface ChartFrameProps {
  /** Names its files; a slug. */
  name: string
  /** The finding, computed from the data. */
  title: string
  /** What is drawn, its unit and its base, in a line. */
  base: string
  provenance: Provenance | null
  /** « Comment lire ce graphique ». */
  reading: string
  /** The same data as a table. */
  table: ReactNode
  /** The table stands under the drawing and is never hidden; nothing to switch then. */
  tableBelow?: boolean
  /** The same in sentences, for those who do not see the drawing. */
  words?: readonly string[]
  notes?: readonly string[]
  /** What is shown against the period before, in a sentence. */
  against?: string | null
  /** What else is folded under the drawing. */
  folded?: ReactNode
  /** The export that holds exactly what is drawn. */
  download: { path: string; search?: string }
  /** The drawing: one SVG. */
  children: ReactNode
}

/**
 * What every chart stands in: the finding as its title, unit and base under it, the provenance (simulated is loud), the same
 * data as a table and in sentences, how to read it, and the files one takes away.
 */
export function ChartFrame(props: ChartFrameProps) {
  const { name, title, base, provenance, reading, table, tableBelow = false, words = [], notes = [] } = props
  const { against = null, folded } = props
  const { t } = useTranslation()
  const { set } = useLocale()
  const heading = useId()
  const drawing = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<'chart' | 'table'>('chart')
  const finding = set(asTitle(title))
  return (
    <section
      className={style.frame}
      aria-labelledby={heading}
      data-chart={name}
      data-provenance={provenance ?? undefined}
    >
      <h3 className={style.title} id={heading}>
        {finding}
      </h3>
      <p className={style.base}>
        {set(base)} {provenance !== null && <ProvenanceMark provenance={provenance} />}
      </p>
      {against !== null && <p className={style.against}>{set(against)}</p>}
      {provenance === 'simulated' && <p className={style.simulated}>{t('chart.simulated')}</p>}
      {!tableBelow && (
        <SegmentedControl
          className={`${style.toggle} screen-only`}
          size="xs"
          aria-label={t('chart.view')}
          value={view}
          onChange={(next) => setView(next === 'table' ? 'table' : 'chart')}
          data={[
            { value: 'chart', label: t('chart.chart') },
            { value: 'table', label: t('chart.table') },
          ]}
        />
      )}
      <AnnouncedProvenance value={provenance}>
        <div ref={drawing} className={style.drawing} hidden={view === 'table'}>
          {props.children}
        </div>
        {(tableBelow || view === 'table') && table}
      </AnnouncedProvenance>
      <div className={`${style.helps} screen-only`}>
        <details>
          <summary>{t('chart.reading')}</summary>
          <p>{set(reading)}</p>
          <p>{t('chart.keys')}</p>
        </details>
        {words.length > 0 && (
          <details>
            <summary>{t('chart.in_words')}</summary>
            <ul>
              {words.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </details>
        )}
        {folded}
      </div>
      {notes.length > 0 && (
        <ul className={style.notes}>
          {notes.map((note) => (
            <li key={note}>{set(note)}</li>
          ))}
        </ul>
      )}
      <div className={`${style.files} screen-only`}>
        <Downloads path={props.download.path} search={props.download.search ?? ''} of={finding} />
        {view === 'chart' && (
          <ImageButtons
            drawing={() => drawing.current}
            file={`retombees-${name}`}
            words={{
              title: finding,
              lines: [set(base), ...(provenance === null ? [] : [t(`provenance_words.${provenance}`)])],
              warning: provenance === 'simulated' ? t('chart.simulated') : null,
            }}
          />
        )}
      </div>
    </section>
  )
}
