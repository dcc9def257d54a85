import { gunzipSync } from 'node:zlib'
import { type IngestError, refusal } from './errors.ts'
import { fileKind } from './read/file-kind.ts'
import { unpackZip, ZipError, type ZipFault } from './read/zip.ts'

/** A file that was in an archive, or the file itself when it is none. */
export interface UnpackedFile {
  /** Its own name, after those of the archives it was in: `envoi.zip › grille.csv`. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** What an archive may become, whatever its headers claim: beyond, it is taken for a bomb. */
export interface UnpackLimits {
  readonly bytes: number
  readonly entries: number
  /** Archives in archives: 1 is an archive of files. */
  readonly depth: number
}

export const UNPACK_LIMITS: UnpackLimits = Object.freeze({ bytes: 512 * 1024 ** 2, entries: 500, depth: 2 })

/**
 * The files of a .gz or .zip, and of those in it, in their order; the file itself when it is neither. What a system
 * leaves in an archive (`__MACOSX`, hidden files) is passed over. Throws IngestError when it cannot or must not be unpacked.
 */
export function unpack(
  bytes: Uint8Array,
  fileName: string,
  limits: UnpackLimits = UNPACK_LIMITS,
): UnpackedFile[] {
  const budget = { bytes: limits.bytes, entries: limits.entries }
  return unpackInto({ name: baseName(fileName), bytes }, limits, limits.depth, budget)
}

/** The last part of a path, in one spelling of its accents. */
export function baseName(path: string): string {
  return (path.split(/[\\/]/).at(-1) ?? path).normalize('NFC')
}

interface Budget {
  bytes: number
  entries: number
}

function unpackInto(file: UnpackedFile, limits: UnpackLimits, depth: number, budget: Budget): UnpackedFile[] {
  const kind = fileKind(file.bytes)
  if (kind !== 'gzip' && kind !== 'zip') return [file]
  if (depth === 0) throw mustNot('too-deep', file.name, limits)
  const inner = kind === 'gzip' ? [gunzipped(file, limits, budget)] : unzipped(file, limits, budget)
  return inner.flatMap((one) => unpackInto(one, limits, depth - 1, budget))
}

function gunzipped(file: UnpackedFile, limits: UnpackLimits, budget: Budget): UnpackedFile {
  try {
    const bytes = gunzipSync(file.bytes, { maxOutputLength: Math.max(budget.bytes, 1) })
    budget.bytes -= bytes.length
    return { name: within(file.name, own(file.name).replace(/\.gz$/i, '')), bytes }
  } catch (error) {
    const large = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    throw mustNot(large ? 'too-large' : 'broken', file.name, limits)
  }
}

function unzipped(file: UnpackedFile, limits: UnpackLimits, budget: Budget): UnpackedFile[] {
  try {
    const entries = unpackZip(file.bytes, budget)
    budget.bytes -= entries.reduce((total, entry) => total + entry.bytes.length, 0)
    budget.entries -= entries.length
    return entries
      .filter((entry) => !isLeftBySystem(entry.name))
      .map((entry) => ({ name: within(file.name, baseName(entry.name)), bytes: entry.bytes }))
  } catch (error) {
    if (error instanceof ZipError) throw mustNot(error.fault, file.name, limits)
    throw error
  }
}

const INSIDE = ' › '

function within(archive: string, name: string): string {
  return `${archive}${INSIDE}${name}`
}

/** The file's own name, without those of the archives it was in. */
export function own(name: string): string {
  return name.split(INSIDE).at(-1) ?? name
}

function isLeftBySystem(path: string): boolean {
  const name = baseName(path)
  return /(^|\/)__MACOSX\//.test(path) || name.startsWith('.') || /^(thumbs\.db|desktop\.ini)$/i.test(name)
}

const PROBLEMS: Readonly<Record<ZipFault | 'too-deep', readonly [problem: string, remedy: string]>> =
  Object.freeze({
    broken: ['l’archive est abîmée ou incomplète', 'la refaire, puis la déposer de nouveau'],
    locked: ['l’archive est protégée par un mot de passe', 'la refaire sans mot de passe'],
    'too-many': ['l’archive contient trop de fichiers', 'déposer les fichiers utiles seulement'],
    'too-large': [
      'l’archive, une fois décompressée, dépasse ce qu’un fichier de terrain peut contenir',
      'déposer les fichiers utiles, décompressés',
    ],
    'unknown-method': [
      'l’archive est compressée d’une façon qui n’est pas lue ici',
      'la refaire au format zip ordinaire',
    ],
    'too-deep': [
      'l’archive contient des archives qui en contiennent d’autres',
      'déposer les fichiers utiles',
    ],
  })

function mustNot(fault: ZipFault | 'too-deep', file: string, limits: UnpackLimits): IngestError {
  const [problem, remedy] = PROBLEMS[fault]
  const megabytes = Math.floor(limits.bytes / 1024 ** 2).toLocaleString('fr-FR')
  return refusal({
    code: `archive-${fault}`,
    file,
    problem,
    expected: fault.startsWith('too-')
      ? `${limits.entries} fichiers et ${megabytes} Mo décompressés au plus, sur ${limits.depth} niveaux`
      : undefined,
    remedy,
  })
}
