import type { CrossTable } from '@retombees/contract/cross-table'
import { useQuery } from '@tanstack/react-query'
import { programme } from '../api/resources.ts'
import type { Tone } from '../chart/tones.ts'
import { useLocale } from '../i18n.ts'
import { useTerritories } from '../territory/territories.tsx'
import { groupTones } from './cross-tones.ts'

/** The tone of each group of a table. */
export function useGroupTones(table: CrossTable): (code: string) => Tone {
  const { locale } = useLocale()
  const { territoryOf } = useTerritories()
  const about = useQuery(programme(locale))
  return groupTones(table, territoryOf, about.data?.data.centres ?? [])
}
