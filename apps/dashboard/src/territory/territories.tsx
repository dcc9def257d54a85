import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { programme } from '../api/resources.ts'
import { useLocale } from '../i18n.ts'

/** The outline of a territory's mark, so that it is known without its colour. */
export type Shape = 'circle' | 'diamond' | 'square' | 'triangle'

const SHAPES: readonly Shape[] = Object.freeze(['circle', 'diamond', 'square', 'triangle'])

export interface Territory {
  id: string
  label: string
  /** The name of its colour in the stylesheet; `ink` for the whole programme. */
  colour: string
  shape: Shape
}

/** The territories of the programme in its own order; colour and shape follow from the programme, never from the page. */
export function useTerritories(): {
  territories: Territory[]
  territoryOf: (id: string | undefined) => Territory
} {
  const { t } = useTranslation()
  const { locale } = useLocale()
  const { data } = useQuery(programme(locale))
  const territories = (data?.data.territories ?? []).map((territory, index) => ({
    ...territory,
    shape: SHAPES[index % SHAPES.length] ?? 'square',
  }))
  const whole: Territory = { id: '', label: t('territory.whole'), colour: 'ink', shape: 'square' }
  return {
    territories,
    territoryOf: (id) =>
      id === undefined || id === ''
        ? whole
        : (territories.find((territory) => territory.id === id) ?? { ...whole, id, label: id }),
  }
}
