import { ORIGIN, type Origin, type Table } from '../table.ts'
import { CENTRE, column, DAY, EVERY_FACE, INSIDE, REQUIRED, TERRITORY } from './column.ts'

export const RECEPTION_TABLES: readonly Table[] = Object.freeze([
  {
    name: 'reception_visits',
    description:
      'Registre d’accueil : une ligne par visite, accompagnement, aide à l’ordinateur ou réorientation ; aucun nom',
    faces: INSIDE,
    columns: [
      ...ORIGIN,
      CENTRE,
      TERRITORY,
      ...DAY,
      column('kind', 'VARCHAR', 'visit, accompaniment, computer-help ou redirection', REQUIRED),
      column('redirected_to', 'VARCHAR', 'Structure vers laquelle la personne est réorientée'),
      column('redirection_reason', 'VARCHAR', 'Motif de la réorientation'),
      column('procedure', 'VARCHAR', 'Démarche'),
      column('autonomy', 'VARCHAR', 'Autonomie dans la démarche'),
      column('gender', 'VARCHAR', 'Genre, là où il est demandé'),
      column('age_band', 'VARCHAR', 'Tranche d’âge au jour de la visite, là où elle est demandée'),
      column('age_list', 'VARCHAR', 'Liste dont la tranche d’âge est un code'),
    ],
  },
  {
    name: 'opening_hours',
    description:
      'Horaires : une ligne par centre, jour de la semaine et plage ; l’ouverture et l’accueil tenu sont deux choses',
    faces: EVERY_FACE,
    columns: [
      ...ORIGIN,
      CENTRE,
      TERRITORY,
      column('kind', 'VARCHAR', 'opening (le centre est ouvert) ou reception (l’accueil est tenu)', REQUIRED),
      column('weekday', 'VARCHAR', 'Jour de la semaine, monday à sunday', REQUIRED),
      column('opening', 'VARCHAR', 'Début de la plage, HH:MM', REQUIRED),
      column('closing', 'VARCHAR', 'Fin de la plage, HH:MM', REQUIRED),
      column('minutes', 'INTEGER', 'Durée de la plage en minutes', REQUIRED),
      column('valid_from', 'DATE', 'Premier jour où elle vaut', REQUIRED),
      column('valid_to', 'DATE', 'Dernier jour où elle vaut ; vide : vaut toujours'),
    ],
  },
  {
    name: 'caf_statuses',
    description: 'Statut de chaque centre auprès de la CAF, daté',
    faces: EVERY_FACE,
    columns: [
      ...ORIGIN,
      CENTRE,
      TERRITORY,
      column('status', 'VARCHAR', 'aucun, point-numerique ou point-relais', REQUIRED),
      column('valid_from', 'DATE', 'Premier jour', REQUIRED),
      column('valid_to', 'DATE', 'Dernier jour ; vide : en cours'),
    ],
  },
])

export interface ReceptionTables {
  reception_visits: Origin & {
    centre: string
    territory: string
    day: string
    month: string
    kind: string
    redirected_to: string | null
    redirection_reason: string | null
    procedure: string | null
    autonomy: string | null
    gender: string | null
    age_band: string | null
    age_list: string | null
  }
  opening_hours: Origin & {
    centre: string
    territory: string
    kind: string
    weekday: string
    opening: string
    closing: string
    minutes: number
    valid_from: string
    valid_to: string | null
  }
  caf_statuses: Origin & {
    centre: string
    territory: string
    status: string
    valid_from: string
    valid_to: string | null
  }
}
