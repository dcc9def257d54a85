import type { PartnerGrid } from '@retombees/contract/partner'
import { useTranslation } from 'react-i18next'
import { useLocale } from '../i18n.ts'
import style from './partners.module.css'
import { likelyTwins } from './strong-partners.ts'

/** Names that may be one legal person, and what to write in the programme for them to be counted once. */
export function TwinsSection({ grid }: { grid: PartnerGrid }) {
  const { t } = useTranslation()
  const { set } = useLocale()
  const twins = likelyTwins(grid)
  if (twins.length === 0) return <p className={style.note}>{t('partners.no_twins')}</p>
  return (
    <>
      <p className={style.note}>{t('partners.twins_lead')}</p>
      <ul className={style.twins}>
        {twins.map(({ keep, other }) => (
          <li key={`${keep.id} ${other.id}`}>
            <p>
              {set(keep.label)} / {set(other.label)}
            </p>
            <pre>{definitionOf(keep, other.label)}</pre>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The lines of `programme.yaml` that make two spellings one partner. */
function definitionOf(keep: { id: string; label: string }, other: string): string {
  return [
    `- id: ${keep.id}`,
    `  label: { fr: ${JSON.stringify(keep.label)} }`,
    `  spellings: [${JSON.stringify(other)}]`,
  ].join('\n')
}
