import { CENTRE_OF_TERRITORY, oneOf } from './demands.ts'
import { monthOf, territory } from './derivations.ts'
import { said, type TargetTable } from './target-table.ts'

/** The calendar of workshops. One may lie ahead, but not be held yet. */
export const workshops = Object.freeze<TargetTable>({
  name: 'workshops',
  derived: { territory, month: monthOf('day') },
  demands: [
    CENTRE_OF_TERRITORY,
    oneOf('status', ['planned', 'held', 'cancelled']),
    {
      code: 'future-date',
      field: 'day',
      holds: (values, { receivedOn }) =>
        said(values, 'status') !== 'held' || said(values, 'day') <= receivedOn,
      problem: 'cet atelier est dit tenu, à une date après le jour où le fichier a été reçu',
      remedy: 'corriger la date, ou l’état (prévu)',
    },
  ],
  identity: ['workshop'],
})
