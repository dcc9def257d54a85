import { BLANK, type Query } from '@retombees/contract/query'
import type { Programme } from '@retombees/programme/programme'
import { unknownId } from './errors.ts'
import { daysOf } from './measures/selection.ts'

/** Throws a ModelError that names the first id of a query that the programme does not define. */
export function checkQuery(programme: Programme, query: Query): void {
  const ids = (definitions: readonly { readonly id: string }[]) => definitions.map(({ id }) => id)
  const listed = ids(programme.vocabularies.flatMap((each) => each.codes))
  known('unknown-territory', 'Territoire', query.territory, ids(programme.territories))
  known('unknown-centre', 'Centre', query.centre, ids(programme.centres))
  known('unknown-area', 'Registre d’intervention', query.area, ids(programme.areas))
  for (const [what, codes] of [
    ['Genre', query.gender],
    ['Tranche d’âge', query.age],
    ['Type', query.kind],
  ] as const)
    known('unknown-code', what, codes, listed)
  if (query.period !== '') daysOf(programme, query.period)
}

function known(code: string, what: string, asked: readonly string[], ids: readonly string[]): void {
  for (const id of asked) if (id !== BLANK && !ids.includes(id)) throw unknownId(code, what, id, ids)
}
