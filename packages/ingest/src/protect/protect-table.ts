import type { SourceFile } from '@retombees/programme/source-file'
import type { Columns } from '../columns.ts'
import type { DateOrders } from '../date-orders.ts'
import { refusal } from '../errors.ts'
import type { RawTable } from '../raw-table.ts'
import { maskIdentifiers } from './mask.ts'
import { identifierDigest, PERSON_KEY_VERSION, type PersonSecret } from './person-key.ts'

export interface Protection {
  readonly source: SourceFile
  readonly receivedOn: string
  readonly orders: DateOrders
  /** Needed once, when a file whose source recognises persons is first read: the archive holds digests. */
  readonly secret?: PersonSecret
}

/**
 * The table with the parts of its persons' keys replaced by their digests, its other identifiers masked, and the text
 * of the columns that are not wanted removed. Where a source has such columns, a row with a wrong number of cells
 * keeps their number and none of their text: a shifted cell would escape the removal. Throws IngestError when persons
 * are to be recognised and there is no key.
 */
export function protectTable(table: RawTable, columns: Columns, protection: Protection): RawTable {
  const secret = secretFor(table, columns, protection)
  const personal = new Set(columns.persons.flatMap(({ indexes }) => indexes))
  const careful = columns.leftOut.size > 0 || personal.size > 0
  const rows = table.rows.map(({ rowNo, cells }) => {
    const shifted = cells.length !== table.header.length && careful
    const safe = cells.map((cell, index) => {
      if (cell === null || shifted || columns.leftOut.has(index)) return null
      return personal.has(index) ? cell : maskIdentifiers(cell)
    })
    return { rowNo, cells: secret && !shifted ? replaced(safe, columns, secret, protection) : safe }
  })
  const persons = secret ? { version: PERSON_KEY_VERSION, key: secret.fingerprint } : table.persons
  return { ...table, rows, above: table.above.map(maskIdentifiers), ...(persons ? { persons } : {}) }
}

/** The key to replace identifiers with; none when there are none, or when it has been done. */
function secretFor(
  { file, persons }: RawTable,
  columns: Columns,
  { source, secret }: Protection,
): PersonSecret | undefined {
  if (columns.persons.length === 0 || persons) return undefined
  if (secret) return secret
  throw refusal({
    code: 'person-key-missing',
    file,
    problem: `la source « ${source.id} » reconnaît des personnes, et la clé qui remplace leurs noms n’est pas là`,
    remedy: 'charger le fichier avec la commande « retombees ingest », qui tient cette clé',
  })
}

/** The digest of each part stands in the first of its columns; the others are emptied. */
function replaced(
  cells: readonly (string | null)[],
  columns: Columns,
  secret: PersonSecret,
  { orders, receivedOn }: Protection,
): (string | null)[] {
  const safe = [...cells]
  for (const { kind, indexes } of columns.persons) {
    const written = indexes.map((index) => cells[index] ?? null)
    const digest = identifierDigest(kind, written, secret, {
      order: orders.get(indexes[0] ?? -1) ?? 'iso',
      receivedOn,
    })
    indexes.forEach((index, at) => {
      safe[index] = at === 0 ? digest : null
    })
  }
  return safe
}
