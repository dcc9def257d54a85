import { ORIGIN, type Origin, type Table } from '../table.ts'
import { CENTRE, column, DAY, EVERY_FACE, INSIDE, REQUIRED, TERRITORY } from './column.ts'

const KIOSK = column('kiosk', 'VARCHAR', 'Borne', REQUIRED)

/** A machine's log, a person's register and the hours worked: three sources, never merged. */
export const KIOSK_TABLES: readonly Table[] = Object.freeze([
  {
    name: 'kiosk_sessions',
    description:
      'Journal des bornes : une ligne par session, l’ouverture d’un site sur une borne. Une machine ne sait ni qui, ni pourquoi',
    faces: INSIDE,
    columns: [
      ...ORIGIN,
      KIOSK,
      CENTRE,
      TERRITORY,
      column('started_at', 'TIMESTAMP', 'Début, heure locale', REQUIRED),
      column('ended_at', 'TIMESTAMP', 'Fin, heure locale ; vide : non enregistrée'),
      column('seconds', 'INTEGER', 'Durée en secondes ; vide : fin non enregistrée'),
      ...DAY,
      column('hour', 'INTEGER', 'Heure du début, de 0 à 23', REQUIRED),
      column('site', 'VARCHAR', 'Site ouvert ; vide : accueil de la borne seulement'),
    ],
  },
  {
    name: 'kiosk_outages',
    description: 'Pannes de borne : une ligne par arrêt',
    faces: EVERY_FACE,
    columns: [
      ...ORIGIN,
      KIOSK,
      CENTRE,
      TERRITORY,
      column('started_at', 'TIMESTAMP', 'Début, heure locale', REQUIRED),
      column(
        'ended_at',
        'TIMESTAMP',
        'Fin, heure locale ; vide : pas encore rétablie à la réception du fichier',
      ),
      column('minutes', 'INTEGER', 'Durée en minutes ; vide : pas encore rétablie'),
      ...DAY,
      column('reason', 'VARCHAR', 'Motif'),
    ],
  },
  {
    name: 'kiosk_installations',
    description: 'Bornes installées : une ligne par borne et par période où elle est en place',
    faces: EVERY_FACE,
    columns: [
      ...ORIGIN,
      KIOSK,
      CENTRE,
      TERRITORY,
      column('kind', 'VARCHAR', 'Sorte de borne'),
      column('installed_on', 'DATE', 'Mise en place', REQUIRED),
      column('removed_on', 'DATE', 'Retrait ; vide : toujours en place'),
    ],
  },
])

export interface KioskTables {
  kiosk_sessions: Origin & {
    kiosk: string
    centre: string
    territory: string
    started_at: string
    ended_at: string | null
    seconds: number | null
    day: string
    month: string
    hour: number
    site: string | null
  }
  kiosk_outages: Origin & {
    kiosk: string
    centre: string
    territory: string
    started_at: string
    ended_at: string | null
    minutes: number | null
    day: string
    month: string
    reason: string | null
  }
  kiosk_installations: Origin & {
    kiosk: string
    centre: string
    territory: string
    kind: string | null
    installed_on: string
    removed_on: string | null
  }
}
