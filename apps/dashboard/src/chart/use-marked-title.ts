import type { Provenance } from '@retombees/contract/figure'
import { useTranslation } from 'react-i18next'

/** A title made on the page, marked as the model marks its own: what is simulated says so first. */
export function useMarkedTitle(): (title: string, provenance: Provenance | null) => string {
  const { t } = useTranslation()
  return (title, provenance) => (provenance === 'simulated' ? t('chart.simulated_title', { title }) : title)
}
