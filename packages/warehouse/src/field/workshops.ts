import { ORIGIN, type Origin, type Table } from '../table.ts'
import { CENTRE, column, DAY, EVERY_FACE, INSIDE, PERSON, REQUIRED, TERRITORY } from './column.ts'

const WORKSHOP = column('workshop', 'VARCHAR', 'Atelier, par son numéro au calendrier', REQUIRED)
const KIND = column(
  'kind',
  'VARCHAR',
  'Sorte d’atelier : collaboratif, prototype, évènement d’acculturation ou formation',
  REQUIRED,
)

/** Workshops, the people who came one by one, and those who were only counted: two grains that are never mixed. */
export const WORKSHOP_TABLES: readonly Table[] = Object.freeze([
  {
    name: 'workshops',
    description: 'Calendrier des ateliers : une ligne par atelier, tenu ou non',
    faces: EVERY_FACE,
    columns: [
      ...ORIGIN,
      WORKSHOP,
      CENTRE,
      TERRITORY,
      ...DAY,
      KIND,
      column('area', 'VARCHAR', 'Registre d’intervention'),
      column('prototype', 'VARCHAR', 'Prototype travaillé'),
      column('status', 'VARCHAR', 'planned, held ou cancelled, au jour de la réception ; vide : non dit'),
      column('outside', 'BOOLEAN', 'Hors les murs du centre'),
      column('places', 'INTEGER', 'Places prévues'),
    ],
  },
  {
    name: 'attendances',
    description: 'Feuilles de présence : une ligne par personne et par atelier',
    faces: INSIDE,
    columns: [
      ...ORIGIN,
      WORKSHOP,
      CENTRE,
      TERRITORY,
      ...DAY,
      KIND,
      PERSON,
      column('gender', 'VARCHAR', 'Genre'),
      column('age_band', 'VARCHAR', 'Tranche d’âge au jour de l’atelier'),
      column('age_list', 'VARCHAR', 'Liste dont la tranche d’âge est un code'),
      column('minor', 'BOOLEAN', 'Moins de 18 ans au jour de l’atelier ; vide : la tranche ne le dit pas'),
      column('first_time', 'BOOLEAN', 'Première participation, d’après la feuille'),
      column('consent', 'VARCHAR', 'Accord pour figurer au registre : self, guardian, refused, not-recorded'),
    ],
  },
  {
    name: 'head_counts',
    description:
      'Décomptes : les participants d’un atelier comptés par genre et, à part, par âge. Des marges, jamais un croisement',
    faces: INSIDE,
    columns: [
      ...ORIGIN,
      WORKSHOP,
      CENTRE,
      TERRITORY,
      ...DAY,
      KIND,
      column('variable', 'VARCHAR', 'Ce qui est compté : gender, age_band, ou total', REQUIRED),
      column('code', 'VARCHAR', 'Modalité comptée ; * pour le total', REQUIRED),
      column('code_list', 'VARCHAR', 'Liste dont la modalité est un code'),
      column('n', 'INTEGER', 'Effectif ; vide : non compté'),
    ],
  },
])

export interface WorkshopTables {
  workshops: Origin & {
    workshop: string
    centre: string
    territory: string
    day: string
    month: string
    kind: string
    area: string | null
    prototype: string | null
    status: string | null
    outside: boolean | null
    places: number | null
  }
  attendances: Origin & {
    workshop: string
    centre: string
    territory: string
    day: string
    month: string
    kind: string
    person: string | null
    gender: string | null
    age_band: string | null
    age_list: string | null
    minor: boolean | null
    first_time: boolean | null
    consent: string | null
  }
  head_counts: Origin & {
    workshop: string
    centre: string
    territory: string
    day: string
    month: string
    kind: string
    variable: string
    code: string
    code_list: string | null
    n: number | null
  }
}
