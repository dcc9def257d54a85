import type { Split } from '@retombees/contract/indicator'
import { type Dimension, decodeQuery, partQuery } from '@retombees/contract/query'
import { wholeQuery } from '@retombees/contract/search'
import { useTranslation } from 'react-i18next'
import { indicatorSearch } from '../api/resources.ts'
import { Figure } from '../figure/figure.tsx'
import { useLocale } from '../i18n.ts'
import style from './indicators.module.css'

interface SplitListProps {
  split: Split
  /** The indicator. */
  id: string
  /** The part that is split, as the address takes it. */
  search: Readonly<Record<string, string>>
}

/** An indicator part by part, each part a figure that opens; or why it cannot be split so. */
export function SplitList({ split, id, search }: SplitListProps) {
  const { t } = useTranslation()
  const { set } = useLocale()
  if (split.refused !== null) return <p className={style.needs}>{set(split.refused)}</p>
  return (
    <ul className={style.figures} aria-label={t(`split.${split.by}`)}>
      {split.parts.map(({ key, label, figure }) => (
        <li key={key}>
          <span>{set(label)}</span>
          <Figure
            figure={figure}
            of={{ kind: 'indicator', id, search: searchOfPart(search, split.by, key) }}
            name={set(label)}
          />
        </li>
      ))}
    </ul>
  )
}

function searchOfPart(search: Readonly<Record<string, string>>, by: Dimension, key: string) {
  const query = wholeQuery(decodeQuery(new URLSearchParams(search).toString()))
  return indicatorSearch(partQuery(query, by, key))
}
