import type { CrossRefusal } from '@retombees/contract/cross-table'
import type { Provenance } from '@retombees/contract/figure'
import type { Programme } from '@retombees/programme/programme'
import type { Database } from '@retombees/warehouse/database'
import type { Kysely } from 'kysely'
import { agreementCodes } from './codebook.ts'
import type { CountedTable, Sums } from './cross-counts.ts'
import { typeset } from './french.ts'
import { selectionOf } from './measures/item-counts.ts'
import { baseOf, countOf, type Tally } from './measures/tally.ts'
import { readTallies } from './measures/tally-rows.ts'
import { hasTable } from './present-tables.ts'
import type { Side } from './survey-sides.ts'

/** A question by territory, as printed. `rows` are its categories, some of them together where the print lost their split. */
export interface CountedMargins {
  readonly rows: Side
  readonly table: CountedTable
  readonly provenance: Provenance
  readonly loads: readonly string[]
}

/** Whether the face holds printed counts of a questionnaire. */
export async function printsMargins(db: Kysely<Database>, questionnaire: string): Promise<boolean> {
  if (!(await hasTable(db, 'tallies'))) return false
  const found = await db
    .selectFrom('tallies')
    .select('load_id')
    .where('questionnaire', '=', questionnaire)
    .limit(1)
    .execute()
  return found.length > 0
}

/**
 * Printed tallies give one cross table only: a question by territory, since they are printed so. Where a code of a scale is
 * lost, those who agree against all the others are read instead, if that is known; else the table is refused.
 */
export async function countMargins(
  db: Kysely<Database>,
  programme: Programme,
  rows: Side,
  columns: Side,
): Promise<CountedMargins | CrossRefusal> {
  if (rows.asked === null || columns.id !== 'territory') return refused(NOT_CROSSED)
  const set = await readTallies(db, programme, selectionOf(rows.asked))
  if (set.provenance === null)
    return { code: 'no-data', reason: typeset('Aucun effectif n’est chargé pour cette question.') }
  const overlapping = rows.kind === 'multiple'
  const at = (territory: string) => set.rows.filter((row) => row.territory === territory)
  const found = rows.options.map(({ code }) =>
    columns.options.map((place) => ({
      place: place.label,
      counted: countOf(at(place.code), [code], overlapping),
    })),
  )
  const lost = found.flat().find(({ counted }) => counted.state !== 'known')
  if (lost && lost.counted.state !== 'known') {
    const loads = set.rows.flatMap((row) => row.loads)
    const agreed = agreement(rows, columns, at)
    return agreed
      ? { ...agreed, provenance: set.provenance, loads }
      : refused(`${lost.place} : ${lost.counted.reason}`)
  }
  const counts = found.map((line) => line.map(({ counted }) => (counted.state === 'known' ? counted.n : 0)))
  const columnTotals = columns.options.map((place, j) => {
    const base = baseOf(at(place.code))
    return overlapping && base.state === 'known'
      ? base.n
      : counts.reduce((sum, line) => sum + (line[j] ?? 0), 0)
  })
  return {
    rows,
    table: {
      cells: counts.map((line) => line.map(people)),
      rowTotals: counts.map((line) => people(line.reduce((sum, n) => sum + n, 0))),
      columnTotals: columnTotals.map(people),
      whole: people(columnTotals.reduce((sum, n) => sum + n, 0)),
    },
    provenance: set.provenance,
    loads: set.rows.flatMap((row) => row.loads),
  }
}

/** Those who agree, and everybody else, of all respondents: what the print of a scale lets be known most often. */
function agreement(
  rows: Side,
  columns: Side,
  at: (territory: string) => readonly Tally[],
): Pick<CountedMargins, 'rows' | 'table'> | null {
  const { asked } = rows
  if (asked === null || asked.question.kind !== 'scale' || rows.options.length < asked.codes.length)
    return null
  const read = columns.options.map(({ code }) => ({
    agreed: countOf(at(code), agreementCodes(asked)),
    base: baseOf(at(code)),
  }))
  const pairs = read.flatMap(({ agreed, base }) =>
    agreed.state === 'known' && base.state === 'known' ? [[agreed.n, base.n - agreed.n] as const] : [],
  )
  if (pairs.length < columns.options.length || agreementCodes(asked).length === 0) return null
  const total = (of: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[of], 0)
  const labels = asked.codes.filter(({ polarity }) => polarity === 'for').map(({ label }) => label.fr)
  return {
    rows: {
      ...rows,
      kind: 'single',
      options: [
        { code: 'for', label: labels.join(' ou '), polarity: 'for' },
        { code: 'others', label: 'Toutes les autres réponses', polarity: 'neither' },
      ],
    },
    table: {
      cells: [pairs.map(([agreed]) => people(agreed)), pairs.map(([, others]) => people(others))],
      rowTotals: [people(total(0)), people(total(1))],
      columnTotals: pairs.map(([agreed, others]) => people(agreed + others)),
      whole: people(total(0) + total(1)),
    },
  }
}

const NOT_CROSSED =
  'Ces questions ne sont connues que par des effectifs imprimés, question par question : aucun croisement ne peut en être tiré.'

function refused(reason: string): CrossRefusal {
  return { code: 'margins-only', reason: typeset(reason) }
}

function people(n: number): Sums {
  return { n, weight: n, squaredWeight: n }
}
