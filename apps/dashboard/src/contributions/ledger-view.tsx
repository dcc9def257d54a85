import type { ContributionLedger, LedgerEntry } from '@retombees/contract/contribution-ledger'
import { type Figure as FigureData, isKnown } from '@retombees/contract/figure'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import empty from '../chart/no-breakdown.module.css'
import { Figure } from '../figure/figure.tsx'
import { ProvenanceMark } from '../figure/provenance-mark.tsx'
import { formatDate } from '../format/date.ts'
import { useLocale } from '../i18n.ts'
import type { FilesTarget } from '../lineage/lineage-target.ts'
import { useTerritories } from '../territory/territories.tsx'
import { TerritoryName } from '../territory/territory-mark.tsx'
import style from './ledger-view.module.css'

/** How many ideas are shown at first. */
const FIRST = 12

/** The ledger in plain words: how many ideas, what became of each, how long one waits. */
export function LedgerView({ ledger }: { ledger: ContributionLedger }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const [all, setAll] = useState(false)
  if (ledger.entries.length === 0) {
    return (
      <section className={empty.none} aria-label={t('contributions.plain')}>
        <p>
          <Figure
            figure={ledger.proposed}
            of={filesOf(t('contributions.plain'), ledger.proposed)}
            name={t('contributions.plain')}
          />
        </p>
        <p>{set(ledger.withheld ?? ledger.needs)}</p>
      </section>
    )
  }
  const shown = all ? ledger.entries : ledger.entries.slice(0, FIRST)
  const hidden = ledger.entries.length - shown.length
  return (
    <>
      {ledger.provenance !== null && (
        <p>
          <ProvenanceMark provenance={ledger.provenance} />{' '}
          {ledger.provenance === 'simulated' && t('chart.simulated')}
        </p>
      )}
      <ul className={style.counts}>
        {(['proposed', 'adopted', 'refused', 'pending'] as const).map((part) => (
          <li key={part}>
            <Figure
              figure={ledger[part]}
              of={filesOf(t(`contributions.${part}`), ledger[part])}
              name={t(`contributions.${part}`)}
              size="large"
            />
            <span>{t(`contributions.${part}`)}</span>
          </li>
        ))}
      </ul>
      <h3>{t('contributions.delays')}</h3>
      <ul className={style.delays}>
        {ledger.delays.map(({ outcome, figure }) => (
          <li key={outcome}>
            {t(`contributions.outcome.${outcome}`)} :{' '}
            <Figure
              figure={figure}
              of={filesOf(t(`contributions.outcome.${outcome}`), figure)}
              name={t(`contributions.outcome.${outcome}`)}
            />
          </li>
        ))}
        <li>
          {t('contributions.longest_wait')} :{' '}
          <Figure
            figure={ledger.longestWait}
            of={filesOf(t('contributions.longest_wait'), ledger.longestWait)}
            name={t('contributions.longest_wait')}
          />
        </li>
      </ul>
      <h3>{t('contributions.list')}</h3>
      <ol className={style.entries}>
        {shown.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {hidden > 0 && (
        <button type="button" className={`${style.more} screen-only`} onClick={() => setAll(true)}>
          {t('contributions.more', { count: hidden })}
        </button>
      )}
    </>
  )
}

function Entry({ entry }: { entry: LedgerEntry }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const { territoryOf } = useTerritories()
  return (
    <li className={style.entry}>
      <p className={style.body}>
        {entry.body === null ? t('contributions.no_words') : set(`« ${entry.body} »`)}
      </p>
      <p className={style.outcome} data-outcome={entry.outcome}>
        <OutcomeMark outcome={entry.outcome} />
        <span>
          {t(`contributions.outcome.${entry.outcome}`)}
          {entry.decidedOn !== null && ` — ${formatDate(entry.decidedOn, locale)}`}
          {entry.days !== null && `, ${t('contributions.after', { count: entry.days })}`}
          {entry.prototype !== null && `. ${t('contributions.became', { prototype: set(entry.prototype) })}`}
        </span>
      </p>
      <p className={style.where}>
        {formatDate(entry.day, locale)} · {set(entry.centre)} ·{' '}
        <TerritoryName territory={territoryOf(entry.territory)} />
        {entry.area !== null && ` · ${set(entry.area)}`}
      </p>
    </li>
  )
}

const SHAPES = {
  retained: 'M2 8l4 4l8-9',
  adapted: 'M2 10c3-6 5 4 8-2l4-4',
  refused: 'M3 3l10 10M13 3l-10 10',
  pending: 'M8 3v5l4 2',
} as const

function OutcomeMark({ outcome }: { outcome: LedgerEntry['outcome'] }) {
  return (
    <svg className={style.mark} viewBox="0 0 16 16" aria-hidden="true">
      <path d={SHAPES[outcome]} />
    </svg>
  )
}

/** Where a count of contributions comes from: its rule is its base. */
function filesOf(label: string, figure: FigureData): FilesTarget {
  return { kind: 'files', label, figure, rule: isKnown(figure) ? figure.base.rule : figure.reason }
}
