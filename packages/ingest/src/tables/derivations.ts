import type { Programme } from '@retombees/programme/programme'
import { secondsBetween } from '../values/wall-time.ts'
import { said, type TargetTable } from './target-table.ts'

type Derivation = TargetTable['derived'][string]

/** The territory that is written, else that of the centre. */
export const territory: Derivation = (values, programme) =>
  said(values, 'territory') || territoryOf(said(values, 'centre'), programme)

function territoryOf(centre: string, { centres }: Programme): string | null {
  return centres.find(({ id }) => id === centre)?.territory ?? null
}

/** The day of a wall time, `2019-03-01`. */
export const dayOf =
  (field: string): Derivation =>
  (values) =>
    said(values, field).slice(0, 10) || null

/** The month of a day or of a wall time, `2019-03`. */
export const monthOf =
  (field: string): Derivation =>
  (values) =>
    said(values, field).slice(0, 7) || null

/** The hour of a wall time, 0 to 23. */
export const hourOf =
  (field: string): Derivation =>
  (values) =>
    said(values, field) === '' ? null : Number(said(values, field).slice(11, 13))

/** Whole units (of so many seconds) between two wall times; null when either is missing. */
export const lengthOf =
  (start: string, end: string, seconds: number): Derivation =>
  (values) =>
    said(values, start) === '' || said(values, end) === ''
      ? null
      : Math.floor(secondsBetween(said(values, start), said(values, end)) / seconds)
