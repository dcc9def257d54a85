import type { DerivedRow } from '../checks/unique.ts'
import { type Finding, finding } from '../finding.ts'
import { groupBy } from '../group-by.ts'
import { CENTRE_OF_TERRITORY, notInFuture, oneOf } from './demands.ts'
import { monthOf, territory } from './derivations.ts'
import { said, type TargetTable } from './target-table.ts'

/** Levels measured before and after an action, by domain of a framework of digital skills. */
export const skillAssessments = Object.freeze<TargetTable>({
  name: 'skill_assessments',
  derived: { territory, month: monthOf('day') },
  demands: [
    CENTRE_OF_TERRITORY,
    notInFuture('day'),
    oneOf('audience', ['residents', 'staff']),
    oneOf('moment', ['before', 'after']),
    oneOf('framework', ['digcomp', 'pix']),
  ],
  identity: ['person', 'framework', 'moment'],
  across: reversed,
})

/** Somebody whose measure after comes before the measure before: said, and both are kept. */
function reversed(rows: readonly DerivedRow[], file: string): Finding[] {
  const named = rows.filter(({ values }) => said(values, 'person') !== '')
  const people = groupBy(named, ({ values }) =>
    JSON.stringify([said(values, 'person'), said(values, 'framework')]),
  )
  return [...people.values()].flatMap((measures) => {
    const at = (moment: string) => measures.find(({ values }) => said(values, 'moment') === moment)
    const [before, after] = [at('before'), at('after')]
    if (!before || !after || said(before.values, 'day') <= said(after.values, 'day')) return []
    return [
      finding({
        code: 'moments-reversed',
        file,
        row: after.rowNo,
        problem: `la mesure d’après est datée avant celle d’avant (ligne ${before.rowNo})`,
        found: `${said(after.values, 'day')}, ${said(before.values, 'day')}`,
        remedy: 'vérifier les dates et les moments : les deux lignes ont été chargées',
      }),
    ]
  })
}
