import type { Programme } from '@retombees/programme/programme'
import type { CubeDefinition } from '@retombees/programme/publication-file'
import type { Dimension } from './cube.ts'
import type { EventSource } from './read-events.ts'

/** Where the events of a published cube are, with the values of each dimension in this programme. */
export function eventSource(programme: Programme, definition: CubeDefinition): EventSource {
  return {
    table: definition.table,
    dimensions: definition.dimensions.map(({ column, codes }): Dimension => {
      const values = valuesOf(programme, codes)
      if (column !== 'centre') return { name: column, values }
      const groups = Object.fromEntries(
        programme.territories.map(({ id }) => [
          id,
          programme.centres.filter(({ territory }) => territory === id).map((centre) => centre.id),
        ]),
      )
      return { name: column, values, levels: [{ name: 'territory', groups }] }
    }),
    period: definition.period,
    ...(definition.threshold.on === 'persons' ? { person: 'person' } : {}),
  }
}

/** The fewest contributors of a published cell. */
export function thresholdOf(programme: Programme, { threshold }: CubeDefinition): number {
  return threshold.least ?? programme.disclosureThreshold
}

function valuesOf(programme: Programme, codes: string | readonly string[]): readonly string[] {
  if (typeof codes !== 'string') return codes
  const lists: Readonly<Record<string, readonly { id: string }[]>> = {
    centres: programme.centres,
    areas: programme.areas,
    prototypes: programme.prototypes,
  }
  const list = lists[codes] ?? programme.vocabularies.find(({ id }) => id === codes)?.codes ?? []
  return list.map(({ id }) => id)
}
