import type { CafCoverage, CafReport, CafStatus, PassageCounts } from '@retombees/contract/caf-report'
import type { Locale, Localized } from '@retombees/contract/localized'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { chosenProvenance } from '../measures/provenance.ts'
import { groupReasons } from './group-reasons.ts'
import { type Hours, weeklyMinutes } from './weekly-hours.ts'
import { CAF_WORDS } from './words.ts'

/**
 * The aggregate report proposed to the CAF (report of 2019, section 3.3): passages at reception by kind and centre,
 * redirections and their reasons by territory, statuses and weekly hours. `year` null: all that the register holds.
 * Counts are of passages, never of persons; the face must hold the reception register.
 */
export async function cafReport(
  db: Kysely<Database>,
  programme: Programme,
  { year, locale }: { year: number | null; locale: Locale },
): Promise<CafReport> {
  const say = (text: Localized) => text[locale] ?? text.fr
  const words = CAF_WORDS[locale]
  const register = await registerOf(db)
  const read = year === null ? register.rows : register.rows.filter((row) => row.year === year)
  const days = read.flatMap(({ first, last }) => [first, last]).sort()
  const [from = null, to = null] = [days[0], days.at(-1)]
  const [statuses, hours] = await Promise.all([statusesOf(db, from, to), hoursOf(db)])
  const labels = reasonLabels(programme)
  const byCentre = new Map(programme.centres.map(({ id }) => [id, read.filter((row) => row.centre === id)]))
  const some = read.length > 0
  const centres = programme.centres.map(({ id, label, territory }) => {
    const own = byCentre.get(id) ?? []
    const known = hours.filter((each) => each.centre === id)
    return {
      centre: id,
      label: say(label),
      territory,
      counts: own.length > 0 ? countsOf(own) : null,
      statuses: statuses
        .filter((each) => each.centre === id)
        .map(
          ({ status, from, to }): CafStatus => ({
            status,
            label: say(statusLabel(programme, status)),
            from,
            to,
          }),
        ),
      openingMinutes: weeklyMinutes(known, 'opening', to),
      receptionMinutes: weeklyMinutes(known, 'reception', to),
    }
  })
  const redirections = read.filter((row) => row.kind === 'redirection')
  const reasons = groupReasons(
    redirections.map(({ reason, territory, n }) => ({ reason: reason ?? NOT_SAID, territory, n })),
    programme.territories.map(({ id }) => id),
    programme.disclosureThreshold,
  ).map(({ reasons, ...counted }) => ({
    ...counted,
    reasons: [...reasons],
    label: reasons
      .map((id) => (id === NOT_SAID ? words.notSaid : say(labels.get(id) ?? { fr: id })))
      .join(', '),
    byTerritory: [...counted.byTerritory],
  }))
  return {
    title: words.title,
    note: words.note,
    year,
    years: [...new Set(register.rows.map((row) => row.year))].sort((a, b) => a - b),
    from,
    to,
    provenance: register.provenance,
    loads: [...new Set(read.map((row) => row.load))].sort(),
    total: some ? countsOf(read) : null,
    centres,
    reasons,
    reasonsRule: words.reasonsRule(programme.disclosureThreshold),
    coverage: coverageOf(words, {
      register: some,
      opening: centres.filter((each) => each.openingMinutes !== null).length,
      reception: centres.filter((each) => each.receptionMinutes !== null).length,
      centres: centres.length,
    }),
  }
}

const NOT_SAID = 'not-said'

interface Passages {
  readonly centre: string
  readonly territory: string
  readonly year: number
  readonly kind: string
  readonly reason: string | null
  readonly load: string
  readonly n: number
  readonly first: string
  readonly last: string
}

/** The register, counted; real lines where there are any, else simulated ones. */
async function registerOf(db: Kysely<Database>) {
  const counted = await db
    .selectFrom('reception_visits')
    .select(({ fn, val }) => [
      'centre',
      'territory',
      'kind',
      'redirection_reason as reason',
      'provenance',
      'load_id as load',
      fn<number>('year', ['day']).as('year'),
      fn.countAll<bigint>().as('n'),
      fn<string>('strftime', [fn.min('day'), val('%Y-%m-%d')]).as('first'),
      fn<string>('strftime', [fn.max('day'), val('%Y-%m-%d')]).as('last'),
    ])
    .groupBy(['centre', 'territory', 'kind', 'redirection_reason', 'provenance', 'load_id', 'year'])
    .orderBy('centre')
    .orderBy('year')
    .execute()
  const provenance = chosenProvenance(counted.map((row) => row.provenance))
  const rows = counted
    .filter((row) => row.provenance === provenance)
    .map((row): Passages => ({ ...row, year: Number(row.year), n: Number(row.n) }))
  return { provenance, rows }
}

async function statusesOf(db: Kysely<Database>, from: string | null, to: string | null) {
  const rows = await db
    .selectFrom('caf_statuses')
    .selectAll()
    .orderBy('centre')
    .orderBy('valid_from')
    .execute()
  const provenance = chosenProvenance(rows.map((row) => row.provenance))
  return rows
    .filter((row) => row.provenance === provenance)
    .filter((row) => to === null || row.valid_from <= to)
    .filter((row) => from === null || row.valid_to === null || row.valid_to >= from)
    .map(({ centre, status, valid_from, valid_to }) => ({ centre, status, from: valid_from, to: valid_to }))
}

async function hoursOf(db: Kysely<Database>): Promise<Hours[]> {
  const rows = await db.selectFrom('opening_hours').selectAll().execute()
  const provenance = chosenProvenance(rows.map((row) => row.provenance))
  return rows
    .filter((row) => row.provenance === provenance)
    .map(({ centre, kind, minutes, valid_from, valid_to }) => ({
      centre,
      kind,
      minutes,
      valid_from,
      valid_to,
    }))
}

function countsOf(rows: readonly Passages[]): PassageCounts {
  const of = (kind: string) => rows.reduce((sum, row) => sum + (row.kind === kind ? row.n : 0), 0)
  return {
    visits: of('visit'),
    accompaniments: of('accompaniment'),
    computerHelp: of('computer-help'),
    redirections: of('redirection'),
  }
}

/** The words of the list of codes that the register's source names for a field. */
function reasonLabels(programme: Programme): ReadonlyMap<string, Localized> {
  const lists = programme.sources
    .filter((source) => source.table === 'reception_visits')
    .map((source) => source.fields.redirection_reason?.codes)
  const codes = programme.vocabularies.filter(({ id }) => lists.includes(id)).flatMap(({ codes }) => codes)
  return new Map(codes.map(({ id, label }) => [id, label]))
}

function statusLabel(programme: Programme, status: string): Localized {
  const lists = programme.sources
    .filter((source) => source.table === 'caf_statuses')
    .map((source) => source.fields.status?.codes)
  const codes = programme.vocabularies.filter(({ id }) => lists.includes(id)).flatMap(({ codes }) => codes)
  return codes.find(({ id }) => id === status)?.label ?? { fr: status }
}

function coverageOf(
  words: (typeof CAF_WORDS)[Locale],
  known: { register: boolean; opening: number; reception: number; centres: number },
): CafCoverage[] {
  const { asked, how } = words
  const counted = (what: keyof typeof asked, said: string): CafCoverage =>
    known.register
      ? { asked: asked[what], state: 'given', how: said }
      : { asked: asked[what], state: 'no_data', how: words.noRegister }
  const timed = (what: keyof typeof asked, centres: number): CafCoverage =>
    centres > 0
      ? { asked: asked[what], state: 'given', how: words.hours(centres, known.centres) }
      : { asked: asked[what], state: 'no_data', how: words.noHours }
  return [
    counted('accompaniments', how.counted),
    counted('visits', how.counted),
    { asked: asked.names, state: 'refused', how: how.names },
    counted('computerHelp', how.counted),
    counted('redirections', how.redirections),
    timed('opening', known.opening),
    timed('reception', known.reception),
  ]
}
