import type { DerivedRow } from '../checks/unique.ts'
import { type Finding, finding } from '../finding.ts'
import { groupBy } from '../group-by.ts'
import { CENTRE_OF_TERRITORY, inOrder, lasting, oneOf } from './demands.ts'
import { territory } from './derivations.ts'
import { said, type TargetTable, type Values } from './target-table.ts'

export const WEEKDAYS: readonly string[] = Object.freeze([
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
])

/** When a centre is open, and when its reception is staffed. */
export const openingHours = Object.freeze<TargetTable>({
  name: 'opening_hours',
  derived: {
    territory,
    minutes: (values) =>
      said(values, 'opening') === '' || said(values, 'closing') === ''
        ? null
        : minuteOf(said(values, 'closing')) - minuteOf(said(values, 'opening')),
  },
  demands: [
    CENTRE_OF_TERRITORY,
    oneOf('kind', ['opening', 'reception']),
    oneOf('weekday', WEEKDAYS),
    lasting('opening', 'closing'),
    inOrder('valid_from', 'valid_to'),
  ],
  identity: ['centre', 'kind', 'weekday', 'opening', 'valid_from'],
  across: overlapping,
})

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

/** Hours that run over each other would count twice: said once for each pair, and both are kept. */
function overlapping(rows: readonly DerivedRow[], file: string): Finding[] {
  const days = groupBy(rows, ({ values }) =>
    JSON.stringify(['centre', 'kind', 'weekday'].map((field) => said(values, field))),
  )
  return [...days.values()].flatMap((day) =>
    day.flatMap((row, at) =>
      day
        .slice(0, at)
        .filter((before) => meet(before.values, row.values))
        .map((before) =>
          finding({
            code: 'hours-overlap',
            file,
            row: row.rowNo,
            problem: `cette plage recouvre celle de la ligne ${before.rowNo} : les heures communes compteraient deux fois`,
            found: `${said(row.values, 'opening')} - ${said(row.values, 'closing')}`,
            remedy: 'donner une fin à celle qui ne vaut plus, ou corriger les heures',
          }),
        ),
    ),
  )
}

function meet(a: Values, b: Values): boolean {
  const until = (values: Values) => said(values, 'valid_to') || '9999-12-31'
  return (
    said(a, 'opening') < said(b, 'closing') &&
    said(b, 'opening') < said(a, 'closing') &&
    said(a, 'valid_from') <= until(b) &&
    said(b, 'valid_from') <= until(a)
  )
}
