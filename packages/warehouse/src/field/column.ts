import type { Face } from '@retombees/contract/role'
import type { Column, ColumnType } from '../table.ts'

/** A column of a table of field data: nullable unless said otherwise. */
export function column(
  name: string,
  type: ColumnType,
  description: string,
  { required = false, faces }: { required?: boolean; faces?: readonly Face[] } = {},
): Column {
  const plain = { name, type, nullable: !required, description }
  return Object.freeze(faces ? { ...plain, faces } : plain)
}

export const REQUIRED = Object.freeze({ required: true })

/** What one person or a few could be told by: never on the published face, which only disclosure control feeds. */
export const INSIDE: readonly Face[] = Object.freeze(['internal', 'analyst'] as const)
export const INTERNAL: readonly Face[] = Object.freeze(['internal'] as const)
export const EVERY_FACE: readonly Face[] = Object.freeze(['internal', 'analyst', 'published'] as const)

export const CENTRE = column('centre', 'VARCHAR', 'Centre social', REQUIRED)
export const TERRITORY = column('territory', 'VARCHAR', 'Territoire du centre', REQUIRED)

/** The day of an event and its month, so that a period is a filter and a trend a grouping. */
export const DAY: readonly Column[] = Object.freeze([
  column('day', 'DATE', 'Jour', REQUIRED),
  column('month', 'VARCHAR', 'Mois, AAAA-MM', REQUIRED),
])

/** The key of a person: the same in every file, whatever the spelling. The key itself never leaves the internal face. */
export const PERSON: Column = Object.freeze({
  ...column(
    'person',
    'VARCHAR',
    'Personne, la même d’un fichier à l’autre ; vide : non reconnue. Hors de l’entrepôt interne, un numéro propre à l’instantané',
  ),
  numbered: true as const,
})
