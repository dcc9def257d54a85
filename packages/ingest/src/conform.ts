import type { Programme } from '@retombees/programme/programme'
import type { SourceFile } from '@retombees/programme/source-file'
import type { Table } from '@retombees/warehouse/table'
import { type ArchivedRow, archivedRow, shapeOf, type TableShape } from './archive-table.ts'
import { checkAnnouncedRange } from './checks/announced-range.ts'
import { checkMargins } from './checks/margins.ts'
import { checkMean } from './checks/mean.ts'
import { checkPersons } from './checks/persons.ts'
import { findTwins } from './checks/twins.ts'
import { checkUnique, type DerivedRow } from './checks/unique.ts'
import { type Columns, matchColumns } from './columns.ts'
import { type DateOrders, dateOrders } from './date-orders.ts'
import type { Finding } from './finding.ts'
import type { PersonSecret } from './protect/person-key.ts'
import { protectTable } from './protect/protect-table.ts'
import { type QuarantinedRow, quarantinedRow } from './quarantine.ts'
import type { IgnoredRow, RawTable } from './raw-table.ts'
import { type ReadRow, readRow } from './read-row.ts'
import { isSimulated } from './simulated-marker.ts'
import { sourceTarget } from './source-target.ts'
import { derive, NOT_WRITTEN, type Target, targetRow, type Written } from './tables/target-row.ts'
import type { RowContext, Values } from './tables/target-table.ts'
import { checkTotals, isTotal, type Section } from './totals.ts'
import { remembered } from './values/remembered.ts'

/** What a load is to the rows made of it. */
export interface Loading {
  readonly loadId: string
  /** ISO day on which the file was received: what "in the future" is judged against. */
  readonly receivedOn: string
  /** The key of the pseudonyms, for a file that is read for the first time; conforming an archive needs none. */
  readonly secret?: PersonSecret
  /** Told what each row says that may be loaded, before rows that say the same are looked for. */
  readonly onEvent?: (values: Values) => void
}

/** Everything a file became. `counts.read = loaded + quarantined + ignored`, in rows of the file. */
export interface Conformed {
  readonly table: string
  /** That table, with its columns. */
  readonly definition: Table
  readonly provenance: 'field' | 'published' | 'simulated'
  /** Rows of the target table: every column of it, DECIMAL as text. */
  readonly rows: Record<string, unknown>[]
  readonly raw: ArchivedRow[]
  /** With `raw`, what `restoreTable` needs to conform the load again. */
  readonly shape: TableShape
  readonly quarantined: QuarantinedRow[]
  readonly ignored: IgnoredRow[]
  readonly warnings: Finding[]
  readonly counts: { read: number; loaded: number; quarantined: number; ignored: number }
}

/**
 * Makes typed rows of a table of text: a pure function of the table, its source and the programme.
 * A row that cannot be believed whole is quarantined with its reason. Throws IngestError when the table does not fit
 * its source at all.
 */
export function conform(
  raw: RawTable,
  source: SourceFile,
  programme: Programme,
  loading: Loading,
): Conformed {
  const target = sourceTarget(source, raw.file)
  const columns = matchColumns(raw, source)
  const orders = dateOrders(raw, source, columns)
  const table = protectTable(raw, columns, { source, orders, ...loading })
  const provenance = isSimulated(table.above) ? 'simulated' : source.provenance
  const { read, sections } = readRows(table, source, programme, columns, orders)

  const rows: Record<string, unknown>[] = []
  const loaded: (ReadRow & DerivedRow)[] = []
  const quarantined: QuarantinedRow[] = []
  const context = { programme, source, receivedOn: loading.receivedOn }
  const candidates = read.map((row) => {
    const origin = { load_id: loading.loadId, row_no: row.rowNo, provenance }
    return { row, ...makeRows(row, { target, context, columns, table, origin }) }
  })
  if (loading.onEvent)
    for (const { faults, values } of candidates) if (faults.length === 0) loading.onEvent(values)
  const twins = findTwins(candidates, target, source, columns, table)
  for (const { row, made, faults, values } of candidates) {
    const [first, ...others] = [...faults, ...(twins.get(row.rowNo) ?? [])]
    if (first) quarantined.push(quarantinedRow(row, [first, ...others]))
    else {
      for (const one of made) rows.push(one)
      loaded.push({ ...row, values })
    }
  }
  const ignored = [
    ...table.ignored,
    ...sections.map(({ total }) => ({ rowNo: total.rowNo, reason: 'total' })),
  ]
  return {
    table: target.table.name,
    definition: target.table,
    provenance,
    rows,
    raw: table.rows.map((row) => archivedRow(row, table.header)),
    shape: shapeOf(table),
    quarantined,
    ignored: ignored.sort((a, b) => a.rowNo - b.rowNo),
    warnings: [
      ...table.warnings,
      ...columns.warnings,
      ...checkTotals(sections, read, table, source, columns),
      ...runChecks(loaded, table, source, columns),
      ...checkPersons(loaded, source, columns, table),
      ...(target.rules.across?.(loaded, table.file) ?? []),
    ],
    counts: {
      read: table.rows.length + table.ignored.length,
      loaded: loaded.length,
      quarantined: quarantined.length,
      ignored: ignored.length,
    },
  }
}

function readRows(
  table: RawTable,
  source: SourceFile,
  programme: Programme,
  columns: Columns,
  orders: DateOrders,
) {
  const read: ReadRow[] = []
  const sections: Section[] = []
  const carried = new Map<string, string>()
  const vocabulary = remembered(programme)
  let since = 0
  for (const row of table.rows) {
    if (isTotal(row, table, source, columns)) {
      sections.push({ total: row, from: since, until: read.length })
      since = read.length
    } else
      read.push(
        readRow(row, carried, { table, source, columns, orders, timezone: programme.timezone, vocabulary }),
      )
  }
  return { read, sections }
}

interface Making {
  readonly target: Target
  readonly context: RowContext
  readonly columns: Columns
  readonly table: RawTable
  readonly origin: Record<string, string | number>
}

/** The rows of the target table that one row of the file gives: one, or one for each column that became a row. */
function makeRows(row: ReadRow, { target, context, columns, table, origin }: Making) {
  if (row.faults.length > 0) return { made: [], faults: row.faults, values: row.values }
  const written = (field: string, at = columns.fields.get(field)): Written =>
    at === undefined ? NOT_WRITTEN : { column: table.header[at] ?? null, value: row.cells[at] ?? null }
  const whole = derive(row.values, target, context, written)
  const { unpivot } = context.source
  // What follows from a row may follow from a column of it: the territory of a centre that is one.
  const variants = unpivot
    ? row.measures.map(({ key, index, value, set }) => {
        const from = (field: string) =>
          field === unpivot.value || field === unpivot.key ? written(field, index) : written(field)
        const said = { ...row.values, ...set, [unpivot.key]: key, [unpivot.value]: value }
        return { from, ...derive(said, target, context, from) }
      })
    : [{ from: written, ...whole }]
  const results = variants.map(({ values, faults, from }) => {
    const made = targetRow({ ...values, ...origin }, target, from)
    return { row: made.row, faults: [...faults, ...made.faults] }
  })
  const all = new Map(
    [...whole.faults, ...results.flatMap((result) => result.faults)].map((fault) => [
      `${fault.code} ${fault.column}`,
      fault,
    ]),
  )
  return { made: results.map((result) => result.row), faults: [...all.values()], values: whole.values }
}

function runChecks(
  loaded: readonly (ReadRow & DerivedRow)[],
  table: RawTable,
  source: SourceFile,
  columns: Columns,
): Finding[] {
  return source.checks.flatMap((check, position): Finding[] => {
    if (check.kind === 'announced-range')
      return checkAnnouncedRange(loaded, check.pattern, source.decimal, table)
    if (check.kind === 'unique') return checkUnique(loaded, check.fields, check.message.fr, table)
    if (check.kind === 'margins') return checkMargins(loaded, check.by, source, table)
    const index = columns.checks[position] ?? null
    return index === null ? [] : checkMean(loaded, index, check.decimals, source.decimal, table)
  })
}
