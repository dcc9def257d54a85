import { AGE_COLUMNS, AGE_DEMANDS, minor } from './age.ts'
import { CENTRE_OF_TERRITORY, notInFuture, oneOf } from './demands.ts'
import { monthOf, territory } from './derivations.ts'
import { said, type TargetTable } from './target-table.ts'

/** Attendance sheets, a person a row. Nothing free is kept of them; an age is banded at the day of the workshop. */
export const attendances = Object.freeze<TargetTable>({
  name: 'attendances',
  derived: { territory, month: monthOf('day'), ...AGE_COLUMNS, minor },
  asides: ['age'],
  demands: [
    CENTRE_OF_TERRITORY,
    notInFuture('day'),
    oneOf('consent', ['self', 'guardian', 'refused', 'not-recorded']),
    ...AGE_DEMANDS,
    {
      code: 'consent-refused',
      field: 'consent',
      holds: (values) => said(values, 'consent') !== 'refused' || said(values, 'person') === '',
      problem: 'cette personne refuse de figurer au registre, et son nom y est',
      remedy: 'ôter le nom : la présence compte alors, et la personne n’est pas reconnue',
    },
    {
      code: 'minor-consent',
      field: 'consent',
      holds: (values) =>
        said(values, 'minor') !== 'true' ||
        said(values, 'person') === '' ||
        said(values, 'consent') === 'guardian',
      problem: 'un mineur est nommé sans l’accord d’un responsable légal',
      remedy: 'écrire l’accord, ou ôter le nom : la présence compte alors, et la personne n’est pas reconnue',
    },
  ],
  identity: ['workshop', 'person'],
})
