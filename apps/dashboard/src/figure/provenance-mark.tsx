import type { Provenance } from '@retombees/contract/figure'
import { useTranslation } from 'react-i18next'
import style from './figure.module.css'

/** Where a number comes from, in a word. Simulated is loud; collected needs no mark of its own. */
export function ProvenanceMark({ provenance }: { provenance: Provenance }) {
  const { t } = useTranslation()
  return (
    <span className={style.provenance} data-provenance={provenance}>
      {t(`provenance.${provenance}`)}
    </span>
  )
}
