import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { feder } from '../api/resources.ts'
import { FederAmounts } from '../feder/amounts.tsx'
import { InformingList } from '../feder/informing-list.tsx'
import { PieceList } from '../feder/piece-list.tsx'
import { useLocale } from '../i18n.ts'
import { Answered } from '../states/answered.tsx'
import style from './page.module.css'
import { PageHead } from './page-head.tsx'

/** What a control of the ERDF opens: amounts and sources, who took part, obligations, pieces by register number, publicity. */
export function FederPage() {
  const { t } = useTranslation()
  const { locale, set } = useLocale()
  const dossier = useQuery(feder(locale))
  return (
    <Answered query={dossier} lines={16}>
      {(file) => (
        <>
          <PageHead
            name={t('page.feder')}
            finding={t('feder.finding', { count: file.recorded, asked: file.asked })}
          >
            <p className={style.lead}>{set(file.note)}</p>
            <p className={style.soft}>{set(file.origin)}</p>
          </PageHead>
          <section className={style.section} aria-labelledby="amounts">
            <h2 id="amounts">{t('feder.amounts')}</h2>
            <FederAmounts funding={file.funding} />
          </section>
          <section className={style.section} aria-labelledby="public">
            <h2 id="public">{t('feder.public')}</h2>
            <InformingList results={file.publicIdentification} />
          </section>
          <section className={style.section} aria-labelledby="obligations">
            <h2 id="obligations">{t('feder.obligations')}</h2>
            {file.obligations.map(({ id, label, indicators }) => (
              <div key={id}>
                <h3 className={style.subtitle}>{set(label)}</h3>
                <InformingList results={indicators} />
              </div>
            ))}
          </section>
          <section className={style.section} aria-labelledby="procurement">
            <h2 id="procurement">{t('feder.procurement')}</h2>
            <PieceList pieces={file.procurement} />
          </section>
          <section className={style.section} aria-labelledby="documents">
            <h2 id="documents">{t('feder.documents')}</h2>
            <PieceList pieces={file.documents} />
          </section>
          <section className={style.section} aria-labelledby="publicity">
            <h2 id="publicity">{t('feder.publicity')}</h2>
            <PieceList pieces={file.publicity} />
          </section>
        </>
      )}
    </Answered>
  )
}
