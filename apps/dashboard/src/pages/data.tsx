import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { loads } from '../api/resources.ts'
import { session } from '../api/session.ts'
import { CompletenessSection } from '../data/completeness-section.tsx'
import { LoadCard } from '../data/load-card.tsx'
import { StewardNotices } from '../data/steward-notices.tsx'
import { UploadBox } from '../data/upload-box.tsx'
import { formatCount } from '../format/number.ts'
import { useLocale } from '../i18n.ts'
import { Answered } from '../states/answered.tsx'
import style from './page.module.css'
import { PageHead } from './page-head.tsx'

/** What was loaded: file by file, its counts, its warnings and the rows set aside. No row is lost in silence. */
export function DataPage() {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const all = useQuery(loads(locale))
  const who = useQuery(session(locale)).data?.data?.role
  const maySend = who === 'steward' || who === 'admin'
  return (
    <Answered query={all} lines={16}>
      {(list) => {
        const sum = (count: (load: (typeof list)[number]) => number) =>
          list.reduce((total, load) => total + count(load), 0)
        return (
          <>
            <PageHead
              name={t('page.data')}
              finding={t('data.finding', {
                count: sum(({ rowsQuarantined }) => rowsQuarantined),
                files: formatCount(list.length, locale),
                read: formatCount(
                  sum(({ rowsRead }) => rowsRead),
                  locale,
                ),
              })}
            >
              <p className={style.lead}>{t('data.lead')}</p>
            </PageHead>
            {maySend && <StewardNotices />}
            {maySend && <UploadBox />}
            <CompletenessSection />
            {list.map((load) => (
              <LoadCard key={load.loadId} load={load} />
            ))}
          </>
        )
      }}
    </Answered>
  )
}
