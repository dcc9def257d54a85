import type { Programme } from '@retombees/programme/programme'
import type { SourceFile } from '@retombees/programme/source-file'
import { UsageError } from '../environment.ts'
import { daysBetween } from './calendar.ts'
import { type Dice, diceOf } from './dice.ts'

/** What is drawn once of a centre: how it differs from the others. */
export interface SimulatedCentre {
  readonly id: string
  readonly territory: string
  /** How busy it is, about 1. */
  readonly size: number
  readonly hasKiosk: boolean
  /** It counts its participants by gender and, apart, by age, and keeps no sheet. */
  readonly headCountsOnly: boolean
}

/** Everything the simulated files agree on. */
export interface World {
  readonly seed: number
  readonly programme: Programme
  readonly days: readonly string[]
  readonly start: string
  readonly end: string
  readonly centres: readonly SimulatedCentre[]
  readonly scale: Scale
  dice(purpose: string): Dice
  /** Ids that a field of a table may hold in this programme, those for a missing value left out. */
  codes(table: string, field: string): readonly string[]
  /** The same, of one source. */
  codesOf(source: SourceFile, field: string): readonly string[]
}

/** How much is simulated. */
export interface Scale {
  readonly sessions: number
  readonly attendances: number
  readonly respondents: number
}

/**
 * The world of a programme under a seed: its longest period, its centres and how they differ. One centre has no kiosk
 * and another keeps no sheets, where there are enough of them; nobody keeps sheets that the programme does not collect. Throws a UsageError for a programme without centre or period.
 */
export function worldOf(programme: Programme, seed: number, scale: Scale): World {
  const [period] = [...programme.periods].sort((a, b) => lengthOf(b) - lengthOf(a))
  if (!period || programme.centres.length === 0)
    throw new UsageError(
      `${programme.label.fr} : il faut au moins un centre et une période dans programme.yaml pour simuler ses fichiers.`,
    )
  const dice = diceOf(seed, 'centres')
  const ids = programme.centres.map(({ id }) => id)
  const noSheets = sourcesOf(programme, 'attendances').length === 0
  const without = ids.length > 1 ? dice.pick(ids) : null
  const counting = ids.length > 2 ? dice.pick(ids.filter((id) => id !== without)) : null
  return {
    seed,
    programme,
    scale,
    days: daysBetween(period.start, period.end),
    start: period.start,
    end: period.end,
    centres: programme.centres.map(({ id, territory }) => ({
      id,
      territory,
      size: dice.skewed(1, 0.35),
      hasKiosk: id !== without,
      headCountsOnly: noSheets || id === counting,
    })),
    dice: (purpose) => diceOf(seed, purpose),
    codes: (table, field) => {
      const source = sourcesOf(programme, table).find((one) => one.fields[field]?.codes !== undefined)
      return source ? codesOf(programme, source, field) : []
    },
    codesOf: (source, field) => codesOf(programme, source, field),
  }
}

/** The sources whose files are simulated: those that are collected, one kind of event each. */
export function sourcesOf(programme: Programme, table: string): readonly SourceFile[] {
  return programme.sources.filter((source) => source.table === table && source.provenance === 'field')
}

function codesOf(programme: Programme, source: SourceFile, field: string): readonly string[] {
  const codes = source.fields[field]?.codes
  if (codes === undefined) return []
  if (typeof codes !== 'string') return Object.values(codes)
  const list = programme.vocabularies.find(({ id }) => id === codes)
  if (list) return list.codes.filter(({ missing }) => !missing).map(({ id }) => id)
  if (codes === 'areas') return programme.areas.map(({ id }) => id)
  return codes === 'prototypes' ? programme.prototypes.map(({ id }) => id) : []
}

function lengthOf({ start, end }: { start: string; end: string }): number {
  return Date.parse(end) - Date.parse(start)
}
