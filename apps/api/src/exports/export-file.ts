import type { Locale } from '@retombees/contract/localized'
import type { ExportSearch } from '@retombees/contract/search'
import type { ExportTable } from './export-table.ts'
import { writeCsv } from './write-csv.ts'
import { writeJson } from './write-json.ts'
import { writeParquet } from './write-parquet.ts'
import { writeXlsx } from './write-xlsx.ts'

type Format = ExportSearch['format']

/** The media type of each form. */
export const MEDIA_TYPES: Readonly<Record<Format, string>> = Object.freeze({
  csv: 'text/csv; charset=UTF-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
  json: 'application/json; charset=UTF-8',
})

const WRITERS: Readonly<Record<Format, (table: ExportTable, locale: Locale) => Uint8Array<ArrayBuffer>>> =
  Object.freeze({
    csv: writeCsv,
    xlsx: writeXlsx,
    parquet: writeParquet,
    json: writeJson,
  })

/** The bytes of a table in a form. The same table gives the same bytes. */
export function exportBytes(table: ExportTable, format: Format, locale: Locale): Uint8Array<ArrayBuffer> {
  return WRITERS[format](table, locale)
}

/** What a file is called, and what it is. */
export function fileOf(name: string, { format }: Pick<ExportSearch, 'format'>) {
  return { name, extension: format, type: MEDIA_TYPES[format] }
}

/** The bytes of a table in the form and the language asked for; without one, the language of the request. */
export function written(
  search: ExportSearch,
  at: { readonly locale: Locale },
  table: (locale: Locale) => ExportTable,
): Uint8Array<ArrayBuffer> {
  const locale = search.locale ?? at.locale
  return exportBytes(table(locale), search.format, locale)
}
