import type { CommitteeChanges, FigureChange } from '@retombees/contract/frozen-page'
import { faceOf } from '@retombees/contract/role'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { committeeChanges } from '../api/committees.ts'
import { session } from '../api/session.ts'
import { Figure } from '../figure/figure.tsx'
import { formatDate } from '../format/date.ts'
import { useLocale } from '../i18n.ts'
import { GradeMark } from '../marks/grade-mark.tsx'
import { Section } from '../pages/section.tsx'
import { LoadingLines } from '../states/loading.tsx'
import { ProblemNotice } from '../states/problem-notice.tsx'
import { ScrollTable } from '../table/scroll-table.tsx'
import { useTerritories } from '../territory/territories.tsx'
import style from './committee.module.css'

/** What has changed since the committee last froze its page. */
export default function ChangesSection({ committee }: { committee: string }) {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const changes = useQuery(committeeChanges(locale, committee))
  // Paper has room for what changed and none for the absence of it.
  const printed = changes.data?.data.since != null
  const role = useQuery(session(locale)).data?.data?.role
  const reads = role !== undefined && faceOf(role) === 'published'
  // Who only reads cannot freeze: that nothing was ever frozen tells them nothing.
  if (reads && changes.data !== undefined && !printed) return null
  return (
    <div className={printed ? undefined : 'screen-only'}>
      <Section id="changes" title={t('changes.title')}>
        {changes.data !== undefined && <Changes changes={changes.data.data} />}
        {changes.data === undefined && changes.error !== null && (
          <ProblemNotice error={changes.error} retry={() => void changes.refetch()} />
        )}
        {changes.data === undefined && changes.error === null && (
          <LoadingLines lines={3} label={t('loading')} />
        )}
      </Section>
    </div>
  )
}

/** More would push the answers themselves off the page. */
const MOST_AT_ONCE = 9

function Changes({ changes: { since, answers, figures } }: { changes: CommitteeChanges }) {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  if (since === null) return <p className={style.soft}>{t('changes.never')}</p>
  const total = answers.length + figures.length
  return (
    <>
      <h3 className={style.finding}>
        {t('changes.finding', { count: total, date: formatDate(since.frozenAt, locale) })}
      </h3>
      <p className={style.soft}>
        <Link href={`/comite/figees/${since.id}`}>{set(since.title)}</Link>
      </p>
      {answers.length > 0 && (
        <ul className={style.answers}>
          {answers.map(({ question, label, before, after }) => (
            <li key={question}>
              {set(label)}
              {' : '}
              {before === null ? t('changes.none') : <GradeMark grade={before} />} {'→'}{' '}
              {after === null ? t('changes.none') : <GradeMark grade={after} />}
            </li>
          ))}
        </ul>
      )}
      {figures.length > 0 && (
        <details className={`${style.all} screen-only`} open={figures.length <= MOST_AT_ONCE}>
          <summary>{t('changes.figures', { count: figures.length })}</summary>
          <ScrollTable label={t('changes.figures', { count: figures.length })}>
            <table className={style.table}>
              <thead>
                <tr>
                  <th scope="col">{t('changes.indicator')}</th>
                  <th scope="col">{t('changes.territory')}</th>
                  <th scope="col">{t('changes.before')}</th>
                  <th scope="col">{t('changes.after')}</th>
                </tr>
              </thead>
              <tbody>
                {figures.map((change) => (
                  <ChangeRow key={`${change.indicator} ${change.territory}`} change={change} />
                ))}
              </tbody>
            </table>
          </ScrollTable>
        </details>
      )}
    </>
  )
}

function ChangeRow({ change }: { change: FigureChange }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const { territoryOf } = useTerritories()
  const { indicator, label, territory, before, after, redefined } = change
  const place = territoryOf(territory ?? undefined).label
  return (
    <tr>
      <th scope="row">
        {set(label)}
        {redefined && <span className={style.soft}> {t('changes.redefined')}</span>}
      </th>
      <td>{place}</td>
      <td>
        {before === null ? t('changes.none') : <Figure figure={before} name={`${set(label)}, ${place}`} />}
      </td>
      <td>
        {after === null ? (
          t('changes.none')
        ) : (
          <Figure
            figure={after}
            of={{ kind: 'indicator', id: indicator, ...(territory === null ? {} : { territory }) }}
            name={`${set(label)}, ${place}`}
          />
        )}
      </td>
    </tr>
  )
}
