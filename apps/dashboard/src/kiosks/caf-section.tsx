import type { CafReport } from '@retombees/contract/caf-report'
import type { Figure as FigureData } from '@retombees/contract/figure'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { cafReport } from '../api/field.ts'
import breakdownStyle from '../chart/breakdown-table.module.css'
import { Figure } from '../figure/figure.tsx'
import { ProvenanceMark } from '../figure/provenance-mark.tsx'
import { formatDate } from '../format/date.ts'
import { formatCount, formatNumber } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import { Answered } from '../states/answered.tsx'
import { ScrollTable } from '../table/scroll-table.tsx'
import { useTerritories } from '../territory/territories.tsx'
import { TerritoryName } from '../territory/territory-mark.tsx'
import style from './caf-section.module.css'

/** The aggregate report proposed to the CAF: what it says, what it covers, and what it does not. */
export function CafSection() {
  const { locale } = useLocale()
  const answer = useQuery(cafReport(locale))
  return (
    <Answered query={answer} lines={10}>
      {(report) => <Report report={report} />}
    </Answered>
  )
}

/** The report alone on the sheets, without the page around it. */
function printReport(): void {
  const root = document.documentElement
  root.dataset.printing = 'caf'
  window.addEventListener('afterprint', () => delete root.dataset.printing, { once: true })
  window.print()
}

function Report({ report }: { report: CafReport }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  return (
    <article aria-labelledby="caf-title" data-provenance={report.provenance ?? undefined}>
      <h3 id="caf-title" className={style.title}>
        {set(report.title)}
      </h3>
      <p className={style.note}>
        {set(report.note)} {report.provenance !== null && <ProvenanceMark provenance={report.provenance} />}
      </p>
      {report.from !== null && report.to !== null && (
        <p className={style.note}>
          {t('caf.between', { from: formatDate(report.from, locale), to: formatDate(report.to, locale) })}
        </p>
      )}
      <Centres report={report} />
      {report.reasons.length > 0 && (
        <>
          <h4>{t('caf.reasons')}</h4>
          <ul className={style.reasons}>
            {report.reasons.map((reason) => (
              <li key={reason.reasons.join()}>
                <strong>{formatCount(reason.count, locale)}</strong> {set(reason.label)}
              </li>
            ))}
          </ul>
          <p className={style.note}>{set(report.reasonsRule)}</p>
        </>
      )}
      <h4>{t('caf.coverage')}</h4>
      <ul className={style.coverage}>
        {report.coverage.map(({ asked, state, how }) => (
          <li key={asked} data-state={state}>
            <strong>{set(asked)}</strong> — {t(`caf.state.${state}`)}. {set(how)}
          </li>
        ))}
      </ul>
      <button type="button" className={`${style.print} screen-only`} onClick={printReport}>
        {t('caf.print')}
      </button>
    </article>
  )
}

const COUNTS = ['visits', 'accompaniments', 'computerHelp', 'redirections'] as const

/** A count of the register in one centre. Without a line of it there is no data, which is not zero. */
function countOf(
  report: CafReport,
  { centre, counts }: CafReport['centres'][number],
  kind: (typeof COUNTS)[number],
): FigureData {
  const described = { where: { centre }, format: 'number' as const, unit: '' }
  if (counts === null || report.provenance === null)
    return { state: 'no_data', ...described, reason: report.note }
  return {
    state: 'value',
    ...described,
    value: counts[kind],
    numerator: counts[kind],
    denominator: null,
    base: { kind: 'visits', rule: report.note, n: counts[kind] },
    interval: null,
    smallBase: false,
    provenance: report.provenance,
    loads: report.loads,
    discrepancies: [],
  }
}

function Centres({ report }: { report: CafReport }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const { territoryOf } = useTerritories()
  const hours = (minutes: number | null) =>
    minutes === null ? t('absence.no_data') : t('caf.hours', { hours: formatNumber(minutes / 60, locale, 1) })
  return (
    <ScrollTable label={t('caf.by_centre')}>
      <table className={breakdownStyle.table}>
        <caption className="hidden">{t('caf.by_centre')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('filter.centre')}</th>
            {COUNTS.map((kind) => (
              <th key={kind} scope="col" className={breakdownStyle.value}>
                {t(`caf.${kind}`)}
              </th>
            ))}
            <th scope="col" className={breakdownStyle.value}>
              {t('caf.opening')}
            </th>
            <th scope="col" className={breakdownStyle.value}>
              {t('caf.reception')}
            </th>
            <th scope="col">{t('caf.status')}</th>
          </tr>
        </thead>
        <tbody>
          {report.centres.map((centre) => (
            <tr key={centre.centre}>
              <th scope="row">
                {set(centre.label)}
                <br />
                <TerritoryName territory={territoryOf(centre.territory)} />
              </th>
              {COUNTS.map((kind) => (
                <td key={kind} className={breakdownStyle.value}>
                  <Figure
                    figure={countOf(report, centre, kind)}
                    of={{
                      kind: 'files',
                      label: `${t(`caf.${kind}`)}, ${set(centre.label)}`,
                      figure: countOf(report, centre, kind),
                      rule: report.note,
                    }}
                    name={`${t(`caf.${kind}`)}, ${set(centre.label)}`}
                    size="cell"
                  />
                </td>
              ))}
              <td className={breakdownStyle.value}>{hours(centre.openingMinutes)}</td>
              <td className={breakdownStyle.value}>{hours(centre.receptionMinutes)}</td>
              <td>
                {centre.statuses.length === 0 && t('absence.no_data')}
                <ul>
                  {centre.statuses.map(({ status, label, from, to }) => (
                    <li key={`${status}${from}`}>
                      {set(label)},{' '}
                      {to === null
                        ? t('caf.since', { from: formatDate(from, locale) })
                        : t('caf.between', { from: formatDate(from, locale), to: formatDate(to, locale) })}
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollTable>
  )
}
