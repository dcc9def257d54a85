import { ORIGIN, type Origin, type Table } from '../table.ts'
import { CENTRE, column, DAY, INSIDE, INTERNAL, REQUIRED, TERRITORY } from './column.ts'

/** What residents and staff said, and what became of what they proposed. Words stay inside. */
export const VOICE_TABLES: readonly Table[] = Object.freeze([
  {
    name: 'contributions',
    description:
      'Apports d’un groupe de parole : une ligne par apport, rangé par séquence, catégorie et thème',
    faces: INSIDE,
    columns: [
      ...ORIGIN,
      column('focus_group', 'VARCHAR', 'Groupe de parole', REQUIRED),
      column('day', 'DATE', 'Jour'),
      column('audience', 'VARCHAR', 'residents ou staff', REQUIRED),
      column('territory', 'VARCHAR', 'Territoire, quand le groupe n’en réunit qu’un'),
      column('sequence', 'VARCHAR', 'Séquence de la séance', REQUIRED),
      column('category', 'VARCHAR', 'Catégorie', REQUIRED),
      column('theme', 'VARCHAR', 'Thème'),
      column('body', 'VARCHAR', 'Verbatim, identifiants masqués', { faces: INTERNAL }),
    ],
  },
  {
    name: 'contribution_ledger',
    description:
      'Registre des contributions : ce que des habitants ont proposé en atelier, et la suite donnée',
    faces: INSIDE,
    columns: [
      ...ORIGIN,
      column('contribution', 'VARCHAR', 'Contribution, par son numéro au registre', REQUIRED),
      column('workshop', 'VARCHAR', 'Atelier où elle a été proposée'),
      CENTRE,
      TERRITORY,
      ...DAY,
      column('area', 'VARCHAR', 'Registre d’intervention'),
      column('outcome', 'VARCHAR', 'retained, adapted, refused ou pending', REQUIRED),
      column('decided_on', 'DATE', 'Jour de la décision ; vide tant qu’elle est en attente'),
      column('prototype', 'VARCHAR', 'Prototype qui l’a reprise'),
      column('body', 'VARCHAR', 'Ce qui a été proposé, identifiants masqués', { faces: INTERNAL }),
    ],
  },
])

export interface VoiceTables {
  contributions: Origin & {
    focus_group: string
    day: string | null
    audience: string
    territory: string | null
    sequence: string
    category: string
    theme: string | null
    body: string | null
  }
  contribution_ledger: Origin & {
    contribution: string
    workshop: string | null
    centre: string
    territory: string
    day: string
    month: string
    area: string | null
    outcome: string
    decided_on: string | null
    prototype: string | null
    body: string | null
  }
}
