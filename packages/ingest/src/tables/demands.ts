import { type Demand, said, type Values } from './target-table.ts'

/** What happened has happened: not after the day the file was received. `remedy` when another than the usual one. */
export function notInFuture(field: string, remedy = 'corriger la date'): Demand {
  return {
    code: 'future-date',
    field,
    holds: (values, { receivedOn }) => said(values, field).slice(0, 10) <= receivedOn,
    problem: 'cette date est après le jour où le fichier a été reçu',
    remedy,
  }
}

/** An end does not come before its beginning; either may be missing. ISO days, wall times and `09:30` compare as text. */
export function inOrder(start: string, end: string, problem = 'la fin vient avant le début'): Demand {
  return {
    code: 'end-before-start',
    field: end,
    holds: (values) => bothSaid(values, start, end) === false || said(values, start) <= said(values, end),
    problem,
    remedy: 'corriger l’un ou l’autre',
  }
}

/** A length of time that is not nothing: `inOrder`, and the two differ. */
export function lasting(start: string, end: string): Demand {
  return {
    ...inOrder(start, end),
    holds: (values) => bothSaid(values, start, end) === false || said(values, start) < said(values, end),
    problem: 'la fin ne vient pas après le début',
  }
}

/** The territory that is written is that of the centre. */
export const CENTRE_OF_TERRITORY = Object.freeze<Demand>({
  code: 'wrong-centre',
  field: 'centre',
  holds: (values, { programme }) => {
    const centre = programme.centres.find(({ id }) => id === said(values, 'centre'))
    return !centre || said(values, 'territory') === '' || centre.territory === said(values, 'territory')
  },
  problem: 'ce centre n’est pas du territoire écrit',
  remedy: 'corriger le centre ou le territoire',
})

/** The codes that the house itself reads, whatever a vocabulary calls them. */
export function oneOf(field: string, codes: readonly string[]): Demand {
  return {
    code: 'unknown-code',
    field,
    holds: (values) => said(values, field) === '' || codes.includes(said(values, field)),
    problem: `valeur inconnue : on attend ${codes.join(', ')}`,
    remedy: 'corriger la cellule, ou le vocabulaire de la source',
  }
}

function bothSaid(values: Values, start: string, end: string): boolean {
  return said(values, start) !== '' && said(values, end) !== ''
}
