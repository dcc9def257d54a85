import type { Breakdown } from '@retombees/contract/breakdown'
import type { Figure } from '@retombees/contract/figure'
import type { KioskRate } from '@retombees/contract/kiosk-rates'
import type { Query } from '@retombees/contract/query'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import { type Kysely, type SqlBool, sql } from 'kysely'
import { frenchDate, frenchNumber, frenchPercent, typeset } from '../french.ts'
import { absentFigure, type FigureFrame, knownFigure } from '../measures/figures.ts'
import { daysOf } from '../measures/selection.ts'
import { territoriesOf, whereOf } from '../measures/split.ts'
import { isPresent } from '../present-tables.ts'
import { checkQuery } from '../query-check.ts'
import { type OpenMinutes, openMinutes } from './open-minutes.ts'
import { type KioskSources, readKiosks } from './read-kiosks.ts'

interface Words {
  readonly label: string
  readonly unit: string
  readonly format: 'percent' | 'number'
  readonly baseLine: string
  readonly reading: string
}

const WORDS: Readonly<Record<KioskRate, Words>> = Object.freeze({
  availability: {
    label: 'Disponibilité des bornes par centre social',
    unit: 'du temps d’ouverture',
    format: 'percent',
    baseLine:
      'Minutes d’ouverture sans panne sur minutes d’ouverture où une borne était en place. Trois sources : horaires, bornes installées, pannes.',
    reading:
      'Une barre à 100 % : aucune panne relevée pendant les heures d’ouverture. Un centre sans borne n’a pas de donnée : ce n’est pas zéro. Les fermetures exceptionnelles (vacances, fériés) ne sont pas connues et comptent comme ouvertes.',
  },
  'sessions-per-hour': {
    label: 'Sessions pour cent heures d’ouverture, par borne et par centre social',
    unit: 'sessions pour cent heures d’ouverture',
    format: 'number',
    baseLine:
      'Sessions du journal sur heures d’ouverture où une borne était en place. Trois sources : journal des bornes, horaires, bornes installées.',
    reading:
      'La longueur est un nombre de sessions pour cent heures où le centre était ouvert et où une borne s’y trouvait. Un centre ouvert deux fois plus longtemps n’y gagne rien. L’ensemble est un rapport de sommes, pas une moyenne de rapports.',
  },
  installed: {
    label: 'Bornes en place par centre social',
    unit: 'bornes en place',
    format: 'number',
    baseLine: 'Bornes en place au dernier jour de la période. Source : bornes installées, datées.',
    reading:
      'Chaque barre compte les bornes en place au dernier jour. Un centre sans borne connue n’a pas de donnée : personne n’a dit qu’il n’y en a pas.',
  },
})

interface Counted {
  readonly centre: string
  readonly numerator: number
  readonly denominator: number
}

/** A rate of the kiosks by centre. Ratios of sums; a centre where no kiosk ever stood has no data, which is not zero. */
export async function kioskRate(
  db: Kysely<Database>,
  programme: Programme,
  rate: KioskRate,
  query: Query,
): Promise<Breakdown> {
  checkQuery(programme, query)
  const words = WORDS[rate]
  const frame = { where: whereOf(query), format: words.format, unit: words.unit }
  const centres = programme.centres
    .filter(({ territory }) => territoriesOf(programme, query).includes(territory))
    .filter(({ id }) => query.centre.length === 0 || query.centre.includes(id))
  const empty = emptyRate(rate, frame)
  const read = await readKiosks(db)
  if ('missing' in read)
    return { ...empty, total: absentFigure(frame, 'no_data', read.missing), refused: typeset(read.missing) }
  const window = windowOf(programme, query, read)
  const minutes = openMinutes(read.standings, read.slots, read.outages, window)
  const sessions = rate === 'sessions-per-hour' ? await sessionsOf(db, read, window) : null
  if (sessions !== null && 'missing' in sessions) {
    const figure = absentFigure(frame, sessions.state, sessions.missing)
    return { ...empty, total: figure, refused: typeset(sessions.missing) }
  }
  const counted = centres.flatMap(({ id }) =>
    countedAt(rate, id, read, minutes, window, sessions?.byCentre ?? null),
  )
  const loads = [...read.loads, ...(sessions?.loads ?? [])]
  const figure = (parts: readonly Counted[], at: FigureFrame): Figure =>
    rateFigure(rate, at, parts, read, loads)
  const cells = centres.map(({ id }) => {
    const own = counted.filter(({ centre }) => centre === id)
    const at = { ...frame, where: { ...frame.where, centre: id } }
    return {
      row: id,
      column: null,
      figure:
        own.length === 0
          ? absentFigure(at, 'no_data', 'Aucune borne connue dans ce centre sur la période.')
          : figure(own, at),
    }
  })
  const total =
    counted.length === 0
      ? absentFigure(frame, 'no_data', 'Aucune borne connue sur la période.')
      : figure(counted, frame)
  return {
    ...empty,
    title: titleOf(rate, total, counted, centres.length, read.provenance === 'simulated'),
    baseLine: typeset(`${words.baseLine} Du ${frenchDate(window.from)} au ${frenchDate(window.to)}.`),
    rows: {
      ...empty.rows,
      values: centres.map(({ id, label, territory }) => ({ key: id, label: label.fr, territory })),
    },
    cells,
    total,
    notes: notesOf(read).map(typeset),
    provenance: read.provenance,
  }
}

interface Window {
  readonly from: string
  readonly to: string
}

/** The days asked for; else the longest period of the programme. */
function windowOf(programme: Programme, query: Query, { standings }: KioskSources): Window {
  if (query.period !== '') {
    const { start, end } = daysOf(programme, query.period)
    return { from: start, to: end }
  }
  const starts = programme.periods.map(({ start }) => start).sort()
  const ends = programme.periods.map(({ end }) => end).sort()
  const first = standings.map(({ from }) => from).sort()[0] ?? '1970-01-01'
  return { from: starts[0] ?? first, to: ends.at(-1) ?? first }
}

function countedAt(
  rate: KioskRate,
  centre: string,
  read: KioskSources,
  minutes: ReadonlyMap<string, OpenMinutes>,
  window: Window,
  sessions: ReadonlyMap<string, number> | null,
): Counted[] {
  if (rate === 'installed') {
    const own = read.standings.filter((each) => each.centre === centre)
    if (own.length === 0) return []
    const last = own.filter(({ from, to }) => from <= window.to && (to === null || to >= window.to)).length
    return [{ centre, numerator: last, denominator: 1 }]
  }
  const own = minutes.get(centre)
  if (own === undefined || own.open === 0) return []
  return rate === 'availability'
    ? [{ centre, numerator: own.open - own.down, denominator: own.open }]
    : [{ centre, numerator: sessions?.get(centre) ?? 0, denominator: own.open / 60 }]
}

interface Sessions {
  readonly byCentre: ReadonlyMap<string, number>
  readonly loads: readonly string[]
}

async function sessionsOf(
  db: Kysely<Database>,
  { provenance }: KioskSources,
  { from, to }: Window,
): Promise<Sessions | { missing: string; state: 'suppressed' | 'no_data' }> {
  if (!(await isPresent(db, 'kiosk_sessions')))
    return { missing: 'Le journal des bornes n’est pas publié dans cette vue.', state: 'suppressed' }
  const rows = await db
    .selectFrom('kiosk_sessions')
    .select([
      'centre',
      sql<number>`count(*)`.as('n'),
      sql<string>`string_agg(distinct load_id, '|')`.as('loads'),
    ])
    .where('provenance', '=', provenance)
    .where(sql<SqlBool>`day between cast(${from} as date) and cast(${to} as date)`)
    .groupBy('centre')
    .execute()
  if (rows.length === 0)
    return { missing: 'Aucune session de même provenance que les horaires sur la période.', state: 'no_data' }
  return {
    byCentre: new Map(rows.map(({ centre, n }) => [centre, Number(n)])),
    loads: rows.flatMap(({ loads }) => loads.split('|')),
  }
}

function rateFigure(
  rate: KioskRate,
  frame: FigureFrame,
  parts: readonly Counted[],
  { provenance }: KioskSources,
  loads: readonly string[],
): Figure {
  const numerator = parts.reduce((sum, part) => sum + part.numerator, 0)
  const denominator = parts.reduce((sum, part) => sum + part.denominator, 0)
  const whole = rate === 'installed'
  return knownFigure(frame, {
    value: whole ? numerator : ((rate === 'sessions-per-hour' ? 100 : 1) * numerator) / denominator,
    numerator,
    ...(whole ? {} : { denominator: Math.round(denominator) }),
    base: {
      kind: rate === 'sessions-per-hour' ? 'sessions' : 'records',
      rule: WORDS[rate].baseLine,
      n: Math.round(rate === 'sessions-per-hour' || whole ? numerator : denominator),
    },
    intervalNote: 'Relevé complet : pas d’intervalle.',
    provenance,
    loads,
  })
}

function titleOf(
  rate: KioskRate,
  total: Figure,
  counted: readonly Counted[],
  centres: number,
  simulated: boolean,
): string {
  const mark = simulated ? '[Simulé] ' : ''
  if (total.state !== 'value') return typeset(`${mark}${WORDS[rate].label}`)
  const having = rate === 'installed' ? counted.filter(({ numerator }) => numerator > 0) : counted
  const known = `${having.length} centre${having.length > 1 ? 's' : ''} sur ${centres}`
  switch (rate) {
    case 'availability':
      return typeset(
        `${mark}Les bornes ont marché ${frenchPercent(total.value)} du temps d’ouverture, dans ${known}`,
      )
    case 'sessions-per-hour':
      return typeset(
        `${mark}${frenchNumber(total.value, 1)} sessions pour cent heures d’ouverture et par borne, dans ${known}`,
      )
    case 'installed':
      return typeset(`${mark}${frenchNumber(total.value)} bornes en place, dans ${known}`)
  }
}

function notesOf({ outages }: KioskSources): string[] {
  const open = outages.filter(({ end }) => end === null).length
  return open === 0
    ? []
    : [`${open} panne(s) sans fin connue : comptées jusqu’au dernier jour de la période.`]
}

function emptyRate(rate: KioskRate, frame: FigureFrame): Breakdown {
  const words = WORDS[rate]
  return {
    measure: rate,
    title: '',
    label: words.label,
    unit: words.unit,
    baseLine: typeset(words.baseLine),
    rows: { id: 'centre', label: 'Centre social', ordered: false, values: [] },
    columns: null,
    cells: [],
    total: absentFigure(frame, 'no_data', ''),
    additive: rate === 'installed',
    refused: null,
    needs: typeset(
      'Pour l’avoir : déposer les horaires, les bornes installées, les pannes et le journal des bornes.',
    ),
    reading: typeset(words.reading),
    notes: [],
    annotations: [],
    target: null,
    provenance: null,
  }
}
