import type { Discrepancy, Figure, Provenance } from '@retombees/contract/figure'
import { BLANK } from '@retombees/contract/query'
import { frenchList, typeset } from '../french.ts'
import { absentFigure, type FigureFrame } from './figures.ts'
import type { MeasureContext, Measurement, RowId } from './measure-kind.ts'
import { refusedMeasurement } from './slices.ts'
import { refusedSplit, splitOf, territoriesOf, whereOf } from './split.ts'
import type { Counted, Tally } from './tally.ts'
import type { TallyRow, TallySet } from './tally-rows.ts'

/** What the tallies of one territory, or of the whole, say: a part and, for a share, its base. */
export interface TallyPart {
  readonly numerator: number
  readonly denominator: number
  readonly tallies: readonly Tally[]
  readonly discrepancies: readonly Discrepancy[]
}
export type TallyReading = TallyPart | { readonly absent: 'illegible' | 'no_data'; readonly reason: string }

/** How a measure reads the tallies of one place. */
export type ReadPlace = (tallies: readonly Tally[]) => TallyReading

/** A part over its base; absent as soon as either is. */
export function readingOf(part: Counted, base: Counted): TallyReading {
  if (part.state !== 'known') return { absent: part.state, reason: part.reason }
  if (base.state !== 'known') return { absent: base.state, reason: base.reason }
  return {
    numerator: part.n,
    denominator: base.n,
    tallies: [...new Set([...part.tallies, ...base.tallies])],
    discrepancies: [...part.discrepancies, ...base.discrepancies],
  }
}

/** The figures of a set of tallies; the whole is the sum of the territories, or what is printed for the whole. */
export function measureTallies(
  set: TallySet,
  read: ReadPlace,
  context: MeasureContext,
  figureOf: (part: TallyPart, frame: FigureFrame, provenance: Provenance, left: string) => Figure,
): Measurement {
  const { provenance } = set
  const { query, programme } = context
  const refused = set.refused ?? notByPlace(context)
  if (refused !== null) return refusedMeasurement(context, refused)
  const periodWhere: Record<string, string> = set.period === null ? {} : { period: set.period }
  const figure = (reading: TallyReading, where: Record<string, string>, left = ''): Figure => {
    const frame = { where: { ...where, ...periodWhere }, format: context.format, unit: context.unit }
    if (provenance === null) return absentFigure(frame, 'no_data', 'Aucun effectif n’est chargé.')
    if ('absent' in reading) return absentFigure(frame, reading.absent, reading.reason)
    const made = figureOf(reading, frame, provenance, left)
    return made.state === 'value'
      ? { ...made, discrepancies: [...made.discrepancies, ...set.alternatives] }
      : made
  }
  const whole = (rows: readonly TallyRow[], where: Record<string, string>): Figure => {
    const { reading, missing } = readWhole({ ...set, rows }, read, context)
    const left = missing.length > 0 ? ` ; sans ${frenchList(missing)}, dont aucun effectif n’est imprimé` : ''
    return figure(reading, where, left)
  }
  const inTerritory = (id: string) =>
    figure(readTerritory(set, id, read), { ...whereOf(query), territory: id })
  return {
    provenance,
    whole: whole(set.rows, whereOf(query)),
    byTerritory: context.byTerritory
      ? territoriesOf(programme, query).map((id) => ({ territory: id, figure: inTerritory(id) }))
      : [],
    split:
      set.splitRefused !== null
        ? refusedSplit(query, set.splitRefused)
        : splitOf(programme, query, set.table, set.parts?.keys() ?? [], (key, where) =>
            query.by === 'territory' ? inTerritory(key) : whole(partRows(set, key), { ...where }),
          ),
  }
}

function partRows(set: TallySet, key: string): readonly TallyRow[] {
  return set.parts?.get(key === BLANK ? null : key) ?? []
}

/** Why what is asked by place is refused; null when it is not. */
function notByPlace({ byTerritory, query }: MeasureContext): string | null {
  const placed = query.territory.length > 0 || query.centre.length > 0
  return placed && !byTerritory ? 'Cet indicateur n’est pas donné par territoire.' : null
}

/** The printed rows that the figure of one slice was read from. */
export function talliesBehind(set: TallySet, read: ReadPlace, context: MeasureContext): readonly RowId[] {
  if (set.refused !== null) return []
  const [only, ...others] = context.query.territory
  const reading =
    only === undefined || others.length > 0
      ? readWhole(set, read, context).reading
      : readTerritory(set, only, read)
  return 'absent' in reading ? [] : reading.tallies.flatMap((tally) => tally.origins)
}

function readTerritory(set: TallySet, territory: string, read: ReadPlace): TallyReading {
  const own = set.rows.filter((row) => row.territory === territory)
  if (own.length > 0) return read(own)
  return {
    absent: 'no_data',
    reason:
      set.rows.length > 0
        ? 'Imprimé pour l’ensemble ou pour un autre territoire seulement.'
        : 'Aucun effectif n’est imprimé.',
  }
}

function readWhole(
  set: TallySet,
  read: ReadPlace,
  { programme, query }: MeasureContext,
): { reading: TallyReading; missing: readonly string[] } {
  const nowhere = set.rows.filter((row) => row.territory === null)
  const everywhere = query.territory.length === 0 && query.centre.length === 0
  const printed = set.from === 'tallies' && everywhere ? nowhere : []
  const asked = territoriesOf(programme, query)
  const own = programme.territories.filter(({ id }) => asked.includes(id))
  const territories = own.map(({ id, label }) => ({
    label: label.fr,
    rows: set.rows.filter((row) => row.territory === id),
  }))
  if (set.from === 'responses' && everywhere && nowhere.length > 0) {
    territories.push({ label: 'Sans territoire', rows: nowhere })
  }
  const present = territories.filter((each) => each.rows.length > 0)
  if (present.length === 0) return { reading: read(printed), missing: [] }
  const readings = present.map((each) => ({ label: each.label, reading: read(each.rows) }))
  const missing = territories.filter((each) => each.rows.length === 0).map((each) => each.label)
  return { reading: withPrintedWhole(added(readings), printed.length > 0 ? read(printed) : null), missing }
}

function added(readings: readonly { label: string; reading: TallyReading }[]): TallyReading {
  const parts: TallyPart[] = []
  const absences: { label: string; absent: 'illegible' | 'no_data'; reason: string }[] = []
  for (const { label, reading } of readings) {
    if ('absent' in reading) absences.push({ label, ...reading })
    else parts.push({ ...reading, discrepancies: reading.discrepancies.map((each) => placed(each, label)) })
  }
  if (absences.length > 0) {
    return {
      absent: absences.some((each) => each.absent === 'illegible') ? 'illegible' : 'no_data',
      reason: absences.map((each) => `${each.label} : ${each.reason}`).join(' '),
    }
  }
  return {
    numerator: parts.reduce((sum, part) => sum + part.numerator, 0),
    denominator: parts.reduce((sum, part) => sum + part.denominator, 0),
    tallies: parts.flatMap((part) => part.tallies),
    discrepancies: parts.flatMap((part) => part.discrepancies),
  }
}

function placed(discrepancy: Discrepancy, label: string): Discrepancy {
  return { ...discrepancy, message: typeset(`${label} : ${discrepancy.message}`) }
}

/** The sum of the territories stands; a printed whole that differs from it is kept beside it. */
function withPrintedWhole(sum: TallyReading, printed: TallyReading | null): TallyReading {
  if (printed === null || 'absent' in printed) return sum
  if ('absent' in sum) return printed
  if (printed.numerator === sum.numerator && printed.denominator === sum.denominator) return sum
  const message = `L’ensemble imprimé (${printed.numerator} sur ${printed.denominator}) n’est pas la somme des territoires (${sum.numerator} sur ${sum.denominator}).`
  return {
    ...sum,
    discrepancies: [
      ...sum.discrepancies,
      { code: 'whole-differs', message, printed: printed.numerator, alternative: sum.numerator },
    ],
  }
}
