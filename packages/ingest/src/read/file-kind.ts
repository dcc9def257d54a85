export type FileKind =
  | 'empty'
  | 'zip'
  | 'broken-zip'
  | 'workbook'
  | 'old-workbook'
  | 'gzip'
  | 'pdf'
  | 'image'
  | 'binary'
  | 'text'

const SIGNATURES: readonly { kind: FileKind; bytes: readonly number[] }[] = Object.freeze([
  { kind: 'old-workbook', bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { kind: 'gzip', bytes: [0x1f, 0x8b] },
  { kind: 'pdf', bytes: [0x25, 0x50, 0x44, 0x46] },
  { kind: 'image', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { kind: 'image', bytes: [0xff, 0xd8, 0xff] },
  { kind: 'image', bytes: [0x47, 0x49, 0x46, 0x38] },
])

const ZIP = [0x50, 0x4b, 0x03, 0x04]

/** What the bytes are, whatever the file is called. `workbook` is XLSX or ODS. */
export function fileKind(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return 'empty'
  if (startsWith(bytes, ZIP)) return zipKind(bytes)
  const signed = SIGNATURES.find((signature) => startsWith(bytes, signature.bytes))
  if (signed) return signed.kind
  return isText(bytes) ? 'text' : 'binary'
}

/** How a kind of file is called in a sentence. */
export const KIND_WORDS: Readonly<Record<FileKind, string>> = Object.freeze({
  empty: 'un fichier vide',
  zip: 'une archive zip',
  'broken-zip': 'un classeur ou une archive zip dont la fin manque',
  workbook: 'un classeur (XLSX ou ODS)',
  'old-workbook': 'un ancien classeur Excel (.xls) ou un classeur protégé par un mot de passe',
  gzip: 'un fichier compressé (gzip)',
  pdf: 'un document PDF',
  image: 'une image',
  binary: 'des octets qui ne sont pas du texte',
  text: 'du texte',
})

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte)
}

/** The names of a zip's entries are written plainly in its directory, at the end. */
function zipKind(bytes: Uint8Array): 'workbook' | 'zip' | 'broken-zip' {
  const names = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!names.includes('PK\u0005\u0006')) return 'broken-zip'
  const workbook =
    names.includes('xl/workbook.') ||
    names.includes('mimetypeapplication/vnd.oasis.opendocument.spreadsheet') ||
    (names.includes('content.xml') && names.includes('META-INF/manifest.xml'))
  return workbook ? 'workbook' : 'zip'
}

/** Text has no NUL, unless it is UTF-16, where every second byte of Latin text is one. */
function isText(bytes: Uint8Array): boolean {
  if (utf16Order(bytes)) return true
  const sample = bytes.subarray(0, 64 * 1024)
  let control = 0
  for (const byte of sample) {
    if (byte === 0) return false
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c) control++
  }
  return control * 50 <= sample.length
}

/** The byte order of UTF-16 text, by its mark or by where the zeros are; null when it is not UTF-16. */
export function utf16Order(bytes: Uint8Array): 'le' | 'be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'be'
  const sample = bytes.subarray(0, Math.min(bytes.length, 4096) & ~1)
  if (sample.length < 4) return null
  let even = 0
  let odd = 0
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) at % 2 === 0 ? even++ : odd++
  const half = sample.length / 2
  if (odd > half * 0.6 && even === 0) return 'le'
  if (even > half * 0.6 && odd === 0) return 'be'
  return null
}
