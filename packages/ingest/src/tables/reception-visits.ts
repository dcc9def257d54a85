import { AGE_COLUMNS, AGE_DEMANDS } from './age.ts'
import { CENTRE_OF_TERRITORY, notInFuture, oneOf } from './demands.ts'
import { monthOf, territory } from './derivations.ts'
import { said, type TargetTable } from './target-table.ts'

/** The register of a reception: what was done for somebody, whose name is not asked. */
export const receptionVisits = Object.freeze<TargetTable>({
  name: 'reception_visits',
  derived: { territory, month: monthOf('day'), ...AGE_COLUMNS },
  asides: ['age'],
  demands: [
    CENTRE_OF_TERRITORY,
    notInFuture('day'),
    oneOf('kind', ['visit', 'accompaniment', 'computer-help', 'redirection']),
    {
      code: 'not-a-redirection',
      field: 'redirection_reason',
      holds: (values) =>
        said(values, 'kind') === 'redirection' ||
        (said(values, 'redirection_reason') === '' && said(values, 'redirected_to') === ''),
      problem:
        'un motif ou une structure de réorientation est écrit, et la ligne n’est pas une réorientation',
      remedy: 'corriger la sorte de passage, ou vider la cellule',
    },
    ...AGE_DEMANDS,
  ],
})
