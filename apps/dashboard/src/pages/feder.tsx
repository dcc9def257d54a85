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
import { Section } from './section.tsx'

/** The registers of pieces, in the order of a control. */
const PIECES = ['procurement', 'documents', 'publicity'] as const

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
          <Section id="amounts" title={t('feder.amounts')}>
            <FederAmounts funding={file.funding} />
          </Section>
          <Section id="public" title={t('feder.public')}>
            <InformingList results={file.publicIdentification} />
          </Section>
          <Section id="obligations" title={t('feder.obligations')}>
            {file.obligations.map(({ id, label, indicators }) => (
              <div key={id}>
                <h3 className={style.subtitle}>{set(label)}</h3>
                <InformingList results={indicators} />
              </div>
            ))}
          </Section>
          {PIECES.map((kind) => (
            <Section key={kind} id={kind} title={t(`feder.${kind}`)}>
              <PieceList pieces={file[kind]} />
            </Section>
          ))}
        </>
      )}
    </Answered>
  )
}
