import type { Lineage } from '@retombees/contract/lineage'
import { DEFAULT_QUERY, encodeQuery, type Query } from '@retombees/contract/query'
import type { Depth } from '@retombees/contract/role'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { describeMeasure, findIndicator } from '../describe.ts'
import { contextOf, measureIndicator } from '../indicators.ts'
import { rowsBehind } from '../measures/kinds.ts'
import { checkQuery } from '../query-check.ts'
import { labelIn, lineageOf } from './traced.ts'

/** From an indicator, or from the part of it that a query asks for, back to the files and rows it was computed from. */
export async function traceIndicator(
  db: Kysely<Database>,
  programme: Programme,
  id: string,
  asked: Partial<Query>,
  depth: Depth,
): Promise<Lineage> {
  const definition = findIndicator(programme, id)
  const query: Query = { ...DEFAULT_QUERY, ...asked, by: '' }
  checkQuery(programme, query)
  const context = contextOf(programme, definition, query)
  const { whole: figure, provenance } = await measureIndicator(db, programme, definition, query)
  const slice = { provenance: provenance ?? 'published' }
  const rows = figure.state === 'value' ? await rowsBehind(db, definition.measure, slice, context) : []
  const [territory, ...others] = query.territory
  const only = others.length === 0 ? territory : undefined
  return lineageOf(db, depth, rows, {
    subject: subjectOf(definition.id, query),
    label: labelIn(programme, definition.label.fr, only),
    figure,
    measure: {
      kind: definition.measure.kind,
      sentence: describeMeasure(definition.measure, programme),
      version: programme.versions.get(definition.id) ?? '',
    },
  })
}

/** `indicator:id`, or `indicator:id?territory=…` for a part of it. */
function subjectOf(id: string, query: Query): string {
  const part = encodeQuery(query)
  return part === '' ? `indicator:${id}` : `indicator:${id}?${part}`
}
