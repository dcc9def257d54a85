import * as XLSX from '@e965/xlsx'
import { zipSync } from 'fflate'
import { type IngestError, refusal } from '../errors.ts'
import { fileKind } from './file-kind.ts'
import { unpackZip, type ZipEntry, ZipError, type ZipFault } from './zip.ts'

/** What a workbook may become once unpacked; the largest of the field are a hundred times smaller. */
const LIMITS = Object.freeze({ entries: 2000, bytes: 256 * 1024 * 1024 })
const MOST_CELLS = 4_000_000

/**
 * Opens an XLSX, ODS or XLS workbook. What it unpacks to is bounded and checked before it is parsed.
 * Throws IngestError when it is locked, broken or out of bounds.
 */
export function openWorkbook(bytes: Uint8Array, file: string): XLSX.WorkBook {
  const sound = fileKind(bytes) === 'workbook' ? repacked(bytes, file) : bytes
  try {
    return XLSX.read(sound, { type: 'array', cellNF: true, cellHTML: false, nodim: true, sheetStubs: true })
  } catch (error) {
    const locked = error instanceof Error && /password|encrypt/i.test(error.message)
    throw cannotOpen(locked ? 'locked' : 'broken', file)
  }
}

/** The same workbook, of entries that are known to be whole and within bounds. */
function repacked(bytes: Uint8Array, file: string): Uint8Array {
  try {
    const entries = unpackZip(bytes, LIMITS)
    if (entries.some((entry) => cellsOf(entry) > MOST_CELLS)) throw new ZipError('too-large')
    return zipSync(Object.fromEntries(entries.map((entry) => [entry.name, entry.bytes])), { level: 0 })
  } catch (error) {
    if (error instanceof ZipError) throw cannotOpen(error.fault, file)
    throw error
  }
}

/** The cells an ODS sheet unfolds to: a written cell, and the row it is in, may be repeated by an attribute. */
function cellsOf({ name, bytes }: ZipEntry): number {
  if (!/(^|\/)content\.xml$/.test(name)) return 0
  let rows = 1
  let cells = 0
  for (const [tag, kind] of Buffer.from(bytes)
    .toString('utf8')
    .matchAll(/<[\w-]*:?(table-row|table-cell|covered-table-cell)\b[^>]*>/g)) {
    if (kind === 'table-row') rows = repeated(tag, 'number-rows-repeated')
    else
      cells +=
        repeated(tag, 'number-columns-repeated') * (tag.endsWith('/>') && !/value/.test(tag) ? 1 : rows)
  }
  return cells
}

function repeated(tag: string, attribute: string): number {
  const times = Number(new RegExp(`${attribute}=["'](\\d+)`).exec(tag)?.[1] ?? 1)
  return Math.max(1, times)
}

function cannotOpen(fault: ZipFault, file: string): IngestError {
  switch (fault) {
    case 'locked':
      return refusal({
        code: 'locked-workbook',
        file,
        problem: 'le classeur est protégé par un mot de passe',
        remedy: 'retirer la protection, puis le déposer de nouveau',
      })
    case 'too-large':
    case 'too-many':
      return refusal({
        code: 'workbook-too-large',
        file,
        problem: 'le classeur, une fois décompressé, dépasse ce qu’un fichier de terrain peut contenir',
        expected: `${LIMITS.bytes / 1024 / 1024} Mo et ${MOST_CELLS.toLocaleString('fr-FR')} cellules au plus`,
        remedy: 'ne garder que la feuille utile et l’enregistrer de nouveau',
      })
    default:
      return brokenWorkbook(file)
  }
}

export function brokenWorkbook(file: string): IngestError {
  return refusal({
    code: 'broken-workbook',
    file,
    problem: 'le classeur ne s’ouvre pas : il est abîmé ou incomplet',
    remedy: 'l’ouvrir dans un tableur, l’enregistrer de nouveau, puis le déposer',
  })
}
