import { said, type TargetTable } from './target-table.ts'

const CERTAINTIES = ['certain', 'reconstructed', 'ambiguous', 'contradicted']

/** Printed counts: an unknown count says why it is unknown, and so does one that is not certain. */
export const tallies = Object.freeze<TargetTable>({
  name: 'tallies',
  derived: {
    certainty: (values) => said(values, 'certainty') || 'certain',
  },
  demands: [
    {
      code: 'bad-certainty',
      field: 'certainty',
      holds: (values) => CERTAINTIES.includes(said(values, 'certainty')),
      problem: 'la certitude d’un effectif est certain, reconstructed, ambiguous ou contradicted',
      remedy: 'corriger la cellule',
    },
    {
      code: 'count-missing',
      field: 'n',
      holds: (values) => said(values, 'n') !== '' || said(values, 'certainty') === 'ambiguous',
      problem: 'l’effectif est vide alors qu’il n’est pas dit ambigu',
      remedy: 'écrire l’effectif (0 s’il est nul), ou ambiguous et la raison',
    },
    {
      code: 'reason-missing',
      field: 'reason',
      holds: (values) => said(values, 'certainty') === 'certain' || said(values, 'reason') !== '',
      problem: 'un effectif qui n’est pas certain dit pourquoi',
      remedy: 'écrire la raison',
    },
  ],
})
