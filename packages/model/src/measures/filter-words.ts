import type { Where } from '@retombees/programme/measure'
import type { Programme } from '@retombees/programme/programme'
import { frenchList, frenchNumber } from '../french.ts'
import { columnWords } from './fact-table.ts'
import { isBounds } from './filter.ts'

/** A filter in French: « critère : Identification ; note au moins 1 ». Empty for an empty filter. */
export function filterWords(table: string, where: Where, programme: Programme): string {
  return Object.entries(where)
    .flatMap(([column, value]) => {
      const name = columnWords(table, column)
      if (!isBounds(value)) return [`${name} : ${valueWords(value, programme)}`]
      const parts: string[] = []
      if (value.not !== undefined) parts.push(`${name} autre que ${valueWords(value.not, programme)}`)
      if (value.known !== undefined) parts.push(`${name} ${value.known ? 'renseigné' : 'non renseigné'}`)
      if (value.atLeast !== undefined) parts.push(`${name} au moins ${frenchNumber(value.atLeast, 2)}`)
      if (value.atMost !== undefined) parts.push(`${name} au plus ${frenchNumber(value.atMost, 2)}`)
      return parts
    })
    .join(' ; ')
}

type Scalar = string | number | boolean

function valueWords(value: Scalar | readonly Scalar[], programme: Programme): string {
  const list = Array.isArray(value) ? value : [value]
  return frenchList(list.map((each) => scalarWords(each, programme)))
}

function scalarWords(value: Scalar, programme: Programme): string {
  if (value === true) return 'oui'
  if (value === false) return 'non'
  if (typeof value === 'number') return frenchNumber(value, 2)
  return labelOf(value, programme) ?? VALUE_WORDS[value] ?? value
}

const VALUE_WORDS: Readonly<Record<string, string>> = Object.freeze({
  residents: 'habitants',
  staff: 'salariés',
  output: 'réalisation',
  area: 'registre d’intervention',
  outcome: 'résultat attendu',
  impact: 'impact',
  prototype: 'prototype',
  no: 'non',
  centre: 'centre du projet',
  contractor: 'prestataire',
})

function labelOf(id: string, programme: Programme): string | undefined {
  const named = [
    programme.territories,
    programme.centres,
    programme.partnerCriteria,
    programme.funders,
    programme.areas,
    programme.prototypes,
    programme.periods,
  ].flat()
  return named.find((each) => each.id === id)?.label.fr
}
