import type { AxisId } from '@retombees/contract/breakdown-search'
import type { BaseKind } from '@retombees/contract/figure'
import type { Where } from '@retombees/programme/measure'
import { unknownId } from '../errors.ts'

/** The part of the dashboard that asks for it, and the first word of its address. */
export type Topic = 'workshops' | 'kiosks' | 'reception' | 'contributions'

/** One thing that is counted in one fact table: its rows, the different persons in them, or the sum of their head counts. */
export interface Counted {
  readonly id: string
  readonly topic: Topic
  readonly table: string
  readonly where: Where
  readonly value: 'rows' | 'persons' | 'heads'
  readonly base: BaseKind
  /** What is counted, in the plural: « participations ». */
  readonly unit: string
  readonly feminine: boolean
  /** The source in words. */
  readonly source: string
  /** What brings it, where there is none. */
  readonly needs: string
  readonly axes: readonly AxisId[]
}

const PLACES = ['territory', 'centre'] as const
const TIMES = ['month', 'quarter', 'school-year', 'civil-year'] as const
const WHERE_WHEN = [...PLACES, ...TIMES] as const

const BRING = (what: string) => `Pour l’avoir : déposer ${what} sur la page Données, ou « retombees ingest ».`
const SHEETS = BRING('les feuilles de présence')
const CALENDAR = BRING('le calendrier des ateliers')
const LEDGER = BRING('le registre des contributions')
const REGISTER = BRING('le registre d’accueil')

/** Everything that pages may break down. A measure names one table; two of them are never merged. */
export const COUNTED: readonly Counted[] = Object.freeze<Counted[]>([
  {
    id: 'participations',
    topic: 'workshops',
    table: 'attendances',
    where: {},
    value: 'rows',
    base: 'attendances',
    unit: 'participations',
    feminine: true,
    source: 'feuilles de présence, une ligne par personne et par atelier',
    needs: SHEETS,
    axes: [...WHERE_WHEN, 'kind', 'gender', 'age', 'area'],
  },
  {
    id: 'persons',
    topic: 'workshops',
    table: 'attendances',
    where: {},
    value: 'persons',
    base: 'persons',
    unit: 'personnes différentes',
    feminine: true,
    source: 'feuilles de présence ; une personne ne compte qu’une fois par case, et une fois dans l’ensemble',
    needs: SHEETS,
    axes: [...WHERE_WHEN, 'kind', 'gender', 'age', 'area'],
  },
  {
    id: 'head-counts',
    topic: 'workshops',
    table: 'head_counts',
    where: { variable: 'total' },
    value: 'heads',
    base: 'attendances',
    unit: 'participations décomptées',
    feminine: true,
    source: 'décomptes de centres qui ne tiennent pas de feuille : par genre et, à part, par âge',
    needs: BRING('les décomptes d’ateliers'),
    axes: [...WHERE_WHEN, 'kind', 'gender', 'age'],
  },
  {
    id: 'held',
    topic: 'workshops',
    table: 'workshops',
    where: { status: 'held' },
    value: 'rows',
    base: 'workshops',
    unit: 'ateliers tenus',
    feminine: false,
    source:
      'calendrier des ateliers ; ceux dont le calendrier ne dit pas s’ils se sont tenus ne sont pas comptés',
    needs: CALENDAR,
    axes: [...WHERE_WHEN, 'kind', 'area', 'prototype'],
  },
  {
    id: 'calendar',
    topic: 'workshops',
    table: 'workshops',
    where: {},
    value: 'rows',
    base: 'workshops',
    unit: 'ateliers au calendrier',
    feminine: false,
    source: 'calendrier des ateliers, tenus ou non',
    needs: CALENDAR,
    axes: [...WHERE_WHEN, 'kind', 'area', 'status', 'prototype'],
  },
  {
    id: 'sessions',
    topic: 'kiosks',
    table: 'kiosk_sessions',
    where: {},
    value: 'rows',
    base: 'sessions',
    unit: 'sessions',
    feminine: true,
    source: 'journal des bornes ; une machine ne sait ni qui, ni pourquoi',
    needs: BRING('le journal des bornes'),
    axes: [...WHERE_WHEN, 'hour', 'weekday', 'site'],
  },
  {
    id: 'outages',
    topic: 'kiosks',
    table: 'kiosk_outages',
    where: {},
    value: 'rows',
    base: 'records',
    unit: 'pannes',
    feminine: true,
    source: 'relevé des pannes',
    needs: BRING('le relevé des pannes'),
    axes: [...WHERE_WHEN, 'reason'],
  },
  {
    id: 'passages',
    topic: 'reception',
    table: 'reception_visits',
    where: {},
    value: 'rows',
    base: 'records',
    unit: 'passages à l’accueil',
    feminine: false,
    source: 'registre d’accueil, tenu par une personne, sans nom',
    needs: REGISTER,
    axes: [...WHERE_WHEN, 'kind', 'gender', 'age', 'weekday'],
  },
  {
    id: 'help',
    topic: 'reception',
    table: 'reception_visits',
    where: { kind: ['accompaniment', 'computer-help'] },
    value: 'rows',
    base: 'records',
    unit: 'accompagnements et aides à l’ordinateur',
    feminine: false,
    source: 'registre d’accueil, accompagnements et aides à l’ordinateur',
    needs: REGISTER,
    axes: [...WHERE_WHEN, 'procedure', 'autonomy', 'gender', 'age'],
  },
  {
    id: 'redirections',
    topic: 'reception',
    table: 'reception_visits',
    where: { kind: 'redirection' },
    value: 'rows',
    base: 'records',
    unit: 'réorientations',
    feminine: true,
    source: 'registre d’accueil, réorientations',
    needs: REGISTER,
    axes: [...WHERE_WHEN, 'redirected-to', 'redirection-reason'],
  },
  {
    id: 'proposals',
    topic: 'contributions',
    table: 'contribution_ledger',
    where: {},
    value: 'rows',
    base: 'records',
    unit: 'contributions',
    feminine: true,
    source: 'registre des contributions proposées en atelier',
    needs: LEDGER,
    axes: [...WHERE_WHEN, 'outcome', 'area', 'prototype'],
  },
  {
    id: 'adopted',
    topic: 'contributions',
    table: 'contribution_ledger',
    where: { outcome: ['retained', 'adapted'] },
    value: 'rows',
    base: 'records',
    unit: 'contributions retenues ou adaptées',
    feminine: true,
    source: 'registre des contributions, celles qui ont eu un effet',
    needs: LEDGER,
    axes: [...WHERE_WHEN, 'area', 'prototype'],
  },
  {
    id: 'voices',
    topic: 'contributions',
    table: 'contributions',
    where: {},
    value: 'rows',
    base: 'records',
    unit: 'apports',
    feminine: false,
    source: 'groupes de parole, apports rangés par séquence, catégorie et thème',
    needs: BRING('les apports des groupes de parole'),
    axes: ['territory', 'audience', 'sequence', 'category', 'theme'],
  },
])

/** What is counted under that id of a topic. Throws a ModelError that lists what there is. */
export function countedOf(topic: Topic, id: string): Counted {
  const own = COUNTED.filter((each) => each.topic === topic)
  const found = own.find((each) => each.id === id)
  if (found) return found
  throw unknownId(
    'unknown-measure',
    'Mesure',
    id,
    own.map((each) => each.id),
  )
}
