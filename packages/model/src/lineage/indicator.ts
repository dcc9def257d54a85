import type { Lineage } from '@retombees/contract/lineage'
import type { Depth } from '@retombees/contract/role'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { describeMeasure, findIndicator } from '../describe.ts'
import { contextOf } from '../indicators.ts'
import { absentFigure } from '../measures/figures.ts'
import { rowsBehind, takeMeasure } from '../measures/kinds.ts'
import { labelIn, lineageOf } from './traced.ts'

/** From an indicator, in a territory or as a whole, back to the files and rows that it was computed from. */
export async function traceIndicator(
  db: Kysely<Database>,
  programme: Programme,
  id: string,
  { territory }: { territory?: string },
  depth: Depth,
): Promise<Lineage> {
  const definition = findIndicator(programme, id)
  const context = contextOf(programme, definition)
  const { whole, byTerritory, provenance } = await takeMeasure(db, definition.measure, context)
  const figure =
    territory === undefined
      ? whole
      : (byTerritory.find((each) => each.territory === territory)?.figure ??
        absentFigure(
          { where: { territory }, format: context.format, unit: context.unit },
          'no_data',
          'Cet indicateur n’est pas donné par territoire.',
        ))
  const slice = { provenance: provenance ?? 'published', ...(territory === undefined ? {} : { territory }) }
  const rows = figure.state === 'value' ? await rowsBehind(db, definition.measure, slice, context) : []
  return lineageOf(db, depth, rows, {
    subject: `indicator:${definition.id}${territory === undefined ? '' : `:${territory}`}`,
    label: labelIn(programme, definition.label.fr, territory),
    figure,
    measure: {
      kind: definition.measure.kind,
      sentence: describeMeasure(definition.measure, programme),
      version: programme.versions.get(definition.id) ?? '',
    },
  })
}
