import type { Programme } from '@retombees/programme/programme'

/** What the programme reports of the print, about any of these definitions (`source:…`, `item:…`, `indicator:…`). */
export function reportedOf(programme: Programme, places: readonly string[]): readonly string[] {
  return programme.discrepancies
    .filter((each) => each.concerns.some((place) => places.includes(place)))
    .map((each) => each.statement.fr)
}

/** The sources that feed a table, as places. */
export function sourcesInto(programme: Programme, table: string): readonly string[] {
  return programme.sources.filter((source) => source.table === table).map((source) => `source:${source.id}`)
}
