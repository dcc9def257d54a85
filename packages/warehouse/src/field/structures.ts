import { ORIGIN, type Origin, type Table } from '../table.ts'
import { column, INSIDE, REQUIRED } from './column.ts'

export const STRUCTURE_TABLES: readonly Table[] = Object.freeze([
  {
    name: 'label_returns',
    description:
      'Retours des structures labellisées : des effectifs qu’elles fournissent. Elles ne sont pas des centres du programme',
    faces: INSIDE,
    columns: [
      ...ORIGIN,
      column('structure', 'VARCHAR', 'Structure labellisée', REQUIRED),
      column('structure_label', 'VARCHAR', 'Structure telle qu’écrite', REQUIRED),
      column('period_start', 'DATE', 'Premier jour de la période', REQUIRED),
      column('period_end', 'DATE', 'Dernier jour de la période', REQUIRED),
      column(
        'variable',
        'VARCHAR',
        'Ce qui est compté : people (personnes en atelier), workshops ou public',
        REQUIRED,
      ),
      column('code', 'VARCHAR', 'Sorte de public ; * pour un total', REQUIRED),
      column('n', 'INTEGER', 'Effectif ; vide : non compté'),
    ],
  },
  {
    name: 'posts',
    description: 'Postes du projet : une ligne par prise de poste, sans nom',
    faces: INSIDE,
    columns: [
      ...ORIGIN,
      column('post', 'VARCHAR', 'Prise de poste, par son numéro', REQUIRED),
      column('kind', 'VARCHAR', 'Sorte de poste', REQUIRED),
      column('centre', 'VARCHAR', 'Centre ; vide : poste commun à plusieurs ou hors des centres'),
      column('territory', 'VARCHAR', 'Territoire'),
      column('shared', 'BOOLEAN', 'Mutualisé entre plusieurs centres'),
      column('contract', 'VARCHAR', 'Contrat'),
      column('started_on', 'DATE', 'Prise de poste', REQUIRED),
      column('ended_on', 'DATE', 'Départ ; vide : en poste'),
    ],
  },
])

export interface StructureTables {
  label_returns: Origin & {
    structure: string
    structure_label: string
    period_start: string
    period_end: string
    variable: string
    code: string
    n: number | null
  }
  posts: Origin & {
    post: string
    kind: string
    centre: string | null
    territory: string | null
    shared: boolean | null
    contract: string | null
    started_on: string
    ended_on: string | null
  }
}
