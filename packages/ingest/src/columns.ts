import { nearest } from '@retombees/programme/nearest'
import type { SourceFile } from '@retombees/programme/source-file'
import { type IngestError, refusal } from './errors.ts'
import { type Finding, finding, quote } from './finding.ts'
import { groupBy } from './group-by.ts'
import { comparable, type Headings, NO_HEADINGS } from './heading.ts'
import { identifierColumn } from './protect/identifier-column.ts'
import type { IdentifierKind } from './protect/person-key.ts'
import type { RawTable } from './raw-table.ts'
import { columnLetter } from './read/grid.ts'

/** Which column of the file is which thing of the source, by 0-based position. */
export interface Columns {
  readonly fields: ReadonlyMap<string, number>
  readonly unpivot: readonly {
    readonly key: string | number
    readonly index: number
    readonly set: Readonly<Record<string, string | number>>
  }[]
  readonly total: number | null
  /** The printed mean of each `mean` check, in the order of `source.checks`; null for another kind of check. */
  readonly checks: readonly (number | null)[]
  /** The parts of the key of a person, each with the columns that it is written in. */
  readonly persons: readonly PersonPart[]
  /** Columns whose text is not kept. */
  readonly leftOut: ReadonlySet<number>
  /** Columns that may be absent and are. */
  readonly warnings: readonly Finding[]
}

export interface PersonPart {
  readonly kind: IdentifierKind
  readonly indexes: readonly number[]
}

interface Declared {
  readonly headings: readonly string[]
  readonly needed: boolean
}

/** Every heading a source declares, as compared: what the headings of a file are recognised by. */
export function declaredHeadings(source: SourceFile, others: Headings = NO_HEADINGS): Headings {
  const own = new Set(declared(source).flatMap((one) => one.headings.map(comparable)))
  return { has: (heading) => own.has(heading) || others.has(heading) }
}

/**
 * Matches the headings of a table with the columns its source declares; `others` are known otherwise (a codebook's).
 * Throws IngestError when one is missing, twice there, or unknown, or looks like an identifier.
 */
export function matchColumns(table: RawTable, source: SourceFile, others: Headings = NO_HEADINGS): Columns {
  const positions = groupBy(table.header.keys(), (index) => comparable(table.header[index] ?? ''))
  const known = declared(source)
  const unknown = unknownColumns(table, source, known, others)
  const identifier = identifierRefusal(table, unknown, source)
  if (identifier) throw identifier
  for (const one of known) refuseTwice(table, one, positions)
  const missing = known.filter((one) => one.needed && find(one, positions) === null)
  if (missing.length > 0 || unknown.length > 0) throw mismatch(table, source, missing, unknown)

  const at = (headings: readonly string[]) => find({ headings, needed: false }, positions)
  const fields = new Map(
    Object.entries(source.fields).flatMap(([name, field]) => {
      const index = at(field.column)
      return index === null ? [] : [[name, index] as const]
    }),
  )
  const unpivot = (source.unpivot?.columns ?? []).map(({ column, key, set }) => ({
    key,
    set,
    index: at(column) as number,
  }))
  const total = source.totals?.column ? at(source.totals.column) : null
  const checks = source.checks.map((check) => (check.kind === 'mean' ? at(check.column) : null))
  const persons = (source.person?.parts ?? []).map(({ kind, columns }) => ({
    kind,
    indexes: columns.flatMap((headings) => at(headings) ?? []),
  }))
  const used = new Set([
    ...fields.values(),
    ...unpivot.map(({ index }) => index),
    ...persons.flatMap(({ indexes }) => indexes),
    total,
    ...checks,
  ])
  const unwanted = [...source.leaveOut, ...source.identifiers].flatMap(
    (heading) => positions.get(comparable(heading)) ?? [],
  )
  return {
    fields,
    unpivot,
    total,
    checks,
    persons,
    leftOut: new Set(unwanted.filter((index) => !used.has(index))),
    warnings: known
      .filter((one) => !one.needed && find(one, positions) === null)
      .map((one) => absent(table, one)),
  }
}

function declared(source: SourceFile): Declared[] {
  return [
    ...Object.values(source.fields).map((field) => ({ headings: field.column, needed: field.required })),
    ...(source.unpivot?.columns ?? []).map(({ column }) => ({ headings: column, needed: true })),
    ...(source.person?.parts ?? []).flatMap(({ columns }) =>
      columns.map((headings) => ({ headings, needed: true })),
    ),
    ...(source.totals?.column ? [{ headings: source.totals.column, needed: false }] : []),
    ...source.checks.flatMap((check) =>
      check.kind === 'mean' ? [{ headings: check.column, needed: false }] : [],
    ),
  ]
}

function find(one: Declared, positions: ReadonlyMap<string, number[]>): number | null {
  for (const heading of one.headings) {
    const found = positions.get(comparable(heading))?.[0]
    if (found !== undefined) return found
  }
  return null
}

function refuseTwice(table: RawTable, one: Declared, positions: ReadonlyMap<string, number[]>): void {
  const written = new Set(one.headings.map(comparable))
  const there = [...written].flatMap((heading) => positions.get(heading) ?? [])
  if (there.length < 2) return
  throw refusal({
    code: 'duplicate-column',
    file: table.file,
    row: table.headerRow,
    column: table.header[there[0] as number],
    problem: `${there.length} colonnes portent cet intitulé (${there.map(columnLetter).join(' et ')})`,
    expected: 'une seule',
    remedy: 'retirer ou renommer celle qui est de trop',
  })
}

function unknownColumns(
  table: RawTable,
  source: SourceFile,
  known: readonly Declared[],
  others: Headings,
): number[] {
  const accepted = new Set([
    ...known.flatMap((one) => one.headings.map(comparable)),
    ...source.leaveOut.map(comparable),
    ...source.identifiers.map(comparable),
    ...(source.format.kind === 'json-lines' || !source.format.blocks
      ? []
      : [comparable(source.format.blocks.heading)]),
  ])
  return [...table.header.keys()].filter((index) => {
    const heading = comparable(table.header[index] ?? '')
    return heading !== '' && !accepted.has(heading) && !others.has(heading)
  })
}

function identifierRefusal(
  table: RawTable,
  unknown: readonly number[],
  source: SourceFile,
): IngestError | null {
  for (const index of unknown) {
    const kind = identifierColumn(
      table.header[index] ?? '',
      table.rows.map((row) => row.cells[index] ?? null),
    )
    if (kind)
      return refusal({
        code: 'identifier-column',
        file: table.file,
        row: table.headerRow,
        column: table.header[index] ?? '',
        problem: `cette colonne, que la source « ${source.id} » ne déclare pas, semble identifier des personnes (${kind})`,
        expected: 'aucune donnée nominative',
        remedy:
          'retirer la colonne du fichier, ou dire dans la source ce qu’il faut en faire (leaveOut, identifiers)',
      })
  }
  return null
}

function mismatch(
  table: RawTable,
  source: SourceFile,
  missing: readonly Declared[],
  unknown: readonly number[],
): IngestError {
  const strangers = unknown.map((index) => table.header[index] ?? '')
  const renamed = missing.flatMap((one) => {
    const close = one.headings
      .map((heading) => nearestHeading(heading, strangers))
      .find((heading) => heading !== null)
    return close ? [{ from: one.headings[0] ?? '', to: close }] : []
  })
  const first = missing[0]
  const problems = [
    missing.length > 0
      ? `${counted(missing.length, 'colonne manque', 'colonnes manquent')} : ${listed(missing.map((one) => one.headings[0] ?? ''))}`
      : '',
    unknown.length > 0
      ? `${counted(unknown.length, 'colonne inconnue', 'colonnes inconnues')} : ${listed(strangers)}`
      : '',
  ].filter(Boolean)
  const remedies = renamed.map(
    ({ from, to }) =>
      `renommer ${quote(to)} en ${quote(from)}, ou ajouter cet intitulé à la source « ${source.id} »`,
  )
  const extra = strangers.filter((heading) => !renamed.some(({ to }) => to === heading))
  if (missing.length > renamed.length) remedies.push('compléter le fichier')
  if (extra.length > 0)
    remedies.push(
      `retirer ${listed(extra)}, ou ${extra.length === 1 ? 'la' : 'les'} mettre dans leaveOut de la source « ${source.id} »`,
    )
  return refusal({
    code: renamed.length > 0 ? 'renamed-column' : first ? 'missing-column' : 'unknown-column',
    file: table.file,
    row: table.headerRow,
    column: first ? first.headings[0] : strangers[0],
    problem: problems.join(' ; '),
    found: table.header.filter(Boolean).join(' | '),
    expected: first
      ? `la colonne ${first.headings.map(quote).join(' ou ')}`
      : 'les seules colonnes que la source déclare',
    remedy: remedies.join(' ; '),
  })
}

function nearestHeading(wanted: string, written: readonly string[]): string | null {
  const byComparable = new Map(written.map((heading) => [comparable(heading), heading]))
  const close = nearest(comparable(wanted), byComparable.keys())
  return close === null ? null : (byComparable.get(close) ?? null)
}

function absent(table: RawTable, one: Declared): Finding {
  return finding({
    code: 'absent-column',
    file: table.file,
    row: table.headerRow,
    column: one.headings[0],
    problem: 'cette colonne facultative n’est pas dans le fichier',
    remedy: 'rien, si elle n’existe pas ; sinon l’ajouter et déposer le fichier de nouveau',
  })
}

function counted(count: number, one: string, several: string): string {
  return count === 1 ? `une ${one}` : `${count} ${several}`
}

function listed(headings: readonly string[]): string {
  const shown = headings.slice(0, 8).map(quote).join(', ')
  return headings.length > 8 ? `${shown} et ${headings.length - 8} autres` : shown
}
