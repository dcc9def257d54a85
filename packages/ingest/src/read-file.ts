import type { SourceFile } from '@retombees/programme/source-file'
import { answersTo } from './choose-source.ts'
import { declaredHeadings, matchColumns } from './columns.ts'
import { refusal } from './errors.ts'
import type { Headings } from './heading.ts'
import type { RawTable } from './raw-table.ts'
import { decodeText } from './read/decode-text.ts'
import { readDelimited } from './read/delimited.ts'
import { type FileKind, fileKind, KIND_WORDS } from './read/file-kind.ts'
import { readJsonLines, refuseLongJson } from './read/json-lines.ts'
import { readSheets } from './read/sheets.ts'
import { baseName, own, type UnpackedFile, unpack } from './unpack.ts'

/**
 * Reads the bytes of a file into text cells, as its source says they are laid out; of an archive, the one file in it
 * that the source answers to. Throws IngestError, with what was found and what to do, when the file must be refused.
 */
export function readFile(bytes: Uint8Array, fileName: string, source: SourceFile): RawTable {
  const table = readCells(bytes, fileName, source, declaredHeadings(source))
  matchColumns(table, source)
  return table
}

/**
 * Reads the bytes of a file into text cells under the headings that are recognised, whatever else stands beside them.
 * Throws IngestError.
 */
export function readCells(
  bytes: Uint8Array,
  fileName: string,
  source: SourceFile,
  declared: Headings,
): RawTable {
  const file = theOne(unpack(bytes, baseName(fileName)), baseName(fileName), source)
  const format = formatOf(file, source)
  const known = { ...source, format }
  refuseOtherKinds(file, source, format)
  return readTable(file, known, format, declared)
}

type WrittenFormat = Exclude<SourceFile['format'], { kind: 'any' }>

/** The format of the source or, where it takes any, the one that the bytes are. */
export function formatOf({ bytes }: UnpackedFile, { format }: Pick<SourceFile, 'format'>): WrittenFormat {
  if (format.kind !== 'any') return format
  const { kind: _, ...layout } = format
  const kind = fileKind(bytes)
  if (kind === 'workbook' || kind === 'old-workbook') return { kind: 'xlsx', ...layout }
  const start = Buffer.from(bytes.subarray(0, 512)).toString('latin1')
  return /^(?:[^\x20-\x7e]*#[^\n]*\n)?[^\x20-\x7e]*\{/.test(start)
    ? { kind: 'json-lines' }
    : { kind: 'csv', encoding: 'auto', delimiter: 'auto', ...layout }
}

function readTable(
  { bytes, name }: UnpackedFile,
  source: SourceFile,
  format: WrittenFormat,
  declared: Headings,
): RawTable {
  if (format.kind === 'xlsx') return readSheets(bytes, name, source, declared, format)
  if (format.kind === 'json-lines') refuseLongJson(bytes.length, name)
  const encoding = format.kind === 'csv' ? format.encoding : 'auto'
  const { text, warnings } = decodeText(bytes, encoding, name)
  const table =
    format.kind === 'csv'
      ? readDelimited(text, name, source, declared, format)
      : readJsonLines(text, source.decimal, name)
  return { ...table, warnings: [...warnings, ...table.warnings] }
}

function theOne(files: readonly UnpackedFile[], archive: string, source: SourceFile): UnpackedFile {
  const answering = files.filter((file) => answersTo(own(file.name), source))
  const [one, ...others] = answering.length > 0 ? answering : files
  if (one && others.length === 0) return one
  throw refusal({
    code: one ? 'archive-many-files' : 'archive-empty',
    file: archive,
    problem: one
      ? `l’archive contient plusieurs fichiers, et la source « ${source.id} » n’en lit qu’un`
      : 'l’archive ne contient aucun fichier',
    found: files.map((file) => own(file.name)).join(', ') || undefined,
    expected: source.files.join(' ou '),
    remedy: one ? 'les déposer séparément' : 'vérifier l’export, puis déposer le fichier de nouveau',
  })
}

/** What each format is, in a sentence, and the kinds of bytes it may be. */
const FORMATS: Readonly<Record<WrittenFormat['kind'], { words: string; kinds: readonly FileKind[] }>> =
  Object.freeze({
    csv: { words: 'un texte délimité (CSV)', kinds: ['text'] },
    xlsx: { words: 'un classeur (XLSX ou ODS)', kinds: ['workbook', 'old-workbook'] },
    'json-lines': { words: 'un texte JSON Lines', kinds: ['text'] },
  })

function refuseOtherKinds({ bytes, name }: UnpackedFile, source: SourceFile, format: WrittenFormat): void {
  const kind = fileKind(bytes)
  if (kind === 'empty')
    throw refusal({
      code: 'empty-file',
      file: name,
      problem: 'le fichier est vide (0 octet)',
      remedy: 'vérifier l’export, puis déposer le fichier de nouveau',
    })
  const { words, kinds } = FORMATS[format.kind]
  if (kinds.includes(kind)) return
  throw refusal({
    code: 'wrong-format',
    file: name,
    problem: `le contenu du fichier n’est pas celui que la source « ${source.id} » attend`,
    found: KIND_WORDS[kind],
    expected: source.format.kind === 'any' ? ANY_WORDS : words,
    remedy: remedyFor(kind, format.kind),
  })
}

const ANY_WORDS = 'un texte délimité (CSV), un classeur (XLSX ou ODS) ou un texte JSON Lines'

function remedyFor(kind: FileKind, wanted: WrittenFormat['kind']): string {
  if (wanted === 'csv' && FORMATS.xlsx.kinds.includes(kind))
    return 'l’ouvrir dans un tableur et l’enregistrer au format CSV, ou déclarer format: { kind: xlsx } dans la source'
  if (wanted === 'xlsx' && kind === 'text')
    return 'l’enregistrer en XLSX, ou déclarer format: { kind: csv } dans la source'
  return 'exporter de nouveau le tableau dans le format attendu'
}
