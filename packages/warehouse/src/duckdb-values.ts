import {
  BIGINT,
  BOOLEAN,
  blobValue,
  createDuckDBValueConverter,
  DOUBLE,
  DuckDBBlobValue,
  DuckDBListValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
  type DuckDBValueConverter,
  INTEGER,
  VARCHAR,
} from '@duckdb/node-api'
import { WarehouseError } from './errors.ts'

/** What a query hands back: dates are ISO strings, decimals exact text, big integers bigint. */
export type JavaScriptValue =
  | string
  | number
  | bigint
  | boolean
  | Uint8Array
  | (JavaScriptValue | null)[]
  | { [field: string]: JavaScriptValue | null }

type Converter = DuckDBValueConverter<JavaScriptValue>

const asIs: Converter = (value) => value as string | number | bigint | boolean
const asText: Converter = (value) => String(value)
/** The engine prints `2018-09-12 10:11:12`; ISO 8601 has a T. Wall time: no zone is added. */
const asWallTime: Converter = (value) => String(value).replace(' ', 'T')
const asInstant: Converter = (value) =>
  value instanceof DuckDBTimestampTZValue
    ? new Date(Number(value.micros / 1000n)).toISOString()
    : String(value)
const asBytes: Converter = (value) =>
  value instanceof DuckDBBlobValue ? new Uint8Array(value.bytes) : String(value)
const asList: Converter = (value, type, convert) =>
  value instanceof DuckDBListValue && 'valueType' in type
    ? value.items.map((item) => convert(item, type.valueType as DuckDBType, convert))
    : String(value)
const asObject: Converter = (value, type, convert) =>
  value instanceof DuckDBStructValue && 'entryTypes' in type && 'entryNames' in type
    ? Object.fromEntries(
        type.entryNames.map((name, at) => [
          name,
          convert(value.entries[name] ?? null, type.entryTypes[at] as DuckDBType, convert),
        ]),
      )
    : String(value)

const BY_TYPE: Partial<Record<DuckDBTypeId, Converter>> = {
  [DuckDBTypeId.BOOLEAN]: asIs,
  [DuckDBTypeId.TINYINT]: asIs,
  [DuckDBTypeId.SMALLINT]: asIs,
  [DuckDBTypeId.INTEGER]: asIs,
  [DuckDBTypeId.BIGINT]: asIs,
  [DuckDBTypeId.HUGEINT]: asIs,
  [DuckDBTypeId.UTINYINT]: asIs,
  [DuckDBTypeId.USMALLINT]: asIs,
  [DuckDBTypeId.UINTEGER]: asIs,
  [DuckDBTypeId.UBIGINT]: asIs,
  [DuckDBTypeId.UHUGEINT]: asIs,
  [DuckDBTypeId.FLOAT]: asIs,
  [DuckDBTypeId.DOUBLE]: asIs,
  [DuckDBTypeId.VARCHAR]: asIs,
  [DuckDBTypeId.TIMESTAMP]: asWallTime,
  [DuckDBTypeId.TIMESTAMP_S]: asWallTime,
  [DuckDBTypeId.TIMESTAMP_MS]: asWallTime,
  [DuckDBTypeId.TIMESTAMP_NS]: asWallTime,
  [DuckDBTypeId.TIMESTAMP_TZ]: asInstant,
  [DuckDBTypeId.BLOB]: asBytes,
  [DuckDBTypeId.LIST]: asList,
  [DuckDBTypeId.STRUCT]: asObject,
}

const ALL_TYPES = Object.values(DuckDBTypeId).filter((id): id is DuckDBTypeId => typeof id === 'number')

/** From the engine's values to ours; a type that has no rule of its own becomes the text that the engine prints. */
export const toJavaScript: Converter = createDuckDBValueConverter<JavaScriptValue>(
  Object.fromEntries(ALL_TYPES.map((id) => [id, BY_TYPE[id] ?? asText])) as Record<DuckDBTypeId, Converter>,
)

const INT32 = 2 ** 31

/**
 * A query parameter with its type. Throws a WarehouseError on what would bind wrongly or not at all: a Date (pass an
 * ISO string), undefined, a number that is not finite, an object.
 */
export function toParameter(value: unknown): { value: DuckDBValue; type: DuckDBType | undefined } {
  if (value === null) return { value, type: undefined }
  if (typeof value === 'string') return { value, type: VARCHAR }
  if (typeof value === 'boolean') return { value, type: BOOLEAN }
  if (typeof value === 'bigint') return { value, type: BIGINT }
  if (value instanceof Uint8Array) return { value: blobValue(value), type: undefined }
  if (typeof value === 'number' && Number.isSafeInteger(value))
    return Math.abs(value) < INT32 ? { value, type: INTEGER } : { value: BigInt(value), type: BIGINT }
  if (typeof value === 'number' && Number.isFinite(value)) return { value, type: DOUBLE }
  const found = value instanceof Date ? 'un objet Date (attendu : une date ISO en texte)' : typeof value
  throw new WarehouseError('parameter-refused', `Paramètre de requête impossible : ${found}.`)
}
