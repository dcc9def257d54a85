import { crc32, inflateRawSync } from 'node:zlib'

/** One file of a zip, unpacked. */
export interface ZipEntry {
  readonly name: string
  readonly bytes: Uint8Array
}

/** How much a zip may become. */
export interface ZipLimits {
  readonly entries: number
  /** Bytes of all entries together, once unpacked. */
  readonly bytes: number
}

export type ZipFault = 'broken' | 'locked' | 'too-many' | 'too-large' | 'unknown-method'

/** A zip that cannot be unpacked, or must not be. */
export class ZipError extends Error {
  readonly fault: ZipFault

  constructor(fault: ZipFault) {
    super(`zip: ${fault}`)
    this.name = 'ZipError'
    this.fault = fault
  }
}

const END = 0x06054b50
const DIRECTORY = 0x02014b50
const LOCAL = 0x04034b50

/**
 * Unpacks a zip (APPNOTE 6.3, without Zip64) within limits that hold whatever its headers claim. Every entry is checked
 * against its CRC. Folders are left out. Throws ZipError.
 */
export function unpackZip(bytes: Uint8Array, limits: ZipLimits): ZipEntry[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return unpack(buffer, limits)
  } catch (error) {
    if (error instanceof ZipError) throw error
    throw new ZipError('broken')
  }
}

function unpack(buffer: Buffer, limits: ZipLimits): ZipEntry[] {
  const end = endRecord(buffer)
  const count = buffer.readUInt16LE(end + 10)
  if (count > limits.entries) throw new ZipError('too-many')
  const entries: ZipEntry[] = []
  let at = buffer.readUInt32LE(end + 16)
  let left = limits.bytes
  for (let index = 0; index < count; index++) {
    if (buffer.readUInt32LE(at) !== DIRECTORY) throw new ZipError('broken')
    const nameLength = buffer.readUInt16LE(at + 28)
    const name = buffer.toString('utf8', at + 46, at + 46 + nameLength)
    if (!name.endsWith('/')) {
      const content = entryBytes(buffer, at, left)
      left -= content.length
      entries.push({ name, bytes: content })
    }
    at += 46 + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32)
  }
  return entries
}

/** The end record is within the last 65,557 bytes: it ends by a comment of at most 65,535. */
function endRecord(buffer: Buffer): number {
  for (let at = buffer.length - 22; at >= Math.max(0, buffer.length - 65_557); at--)
    if (buffer.readUInt32LE(at) === END) return at
  throw new ZipError('broken')
}

function entryBytes(buffer: Buffer, directory: number, left: number): Buffer {
  const flags = buffer.readUInt16LE(directory + 8)
  const method = buffer.readUInt16LE(directory + 10)
  const crc = buffer.readUInt32LE(directory + 16)
  const packedLength = buffer.readUInt32LE(directory + 20)
  const local = buffer.readUInt32LE(directory + 42)
  if (flags & 1) throw new ZipError('locked')
  if (buffer.readUInt32LE(local) !== LOCAL) throw new ZipError('broken')
  const from = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28)
  if (from + packedLength > buffer.length) throw new ZipError('broken')
  const content = inflated(buffer.subarray(from, from + packedLength), method, left)
  if (crc32(content) !== crc) throw new ZipError('broken')
  return content
}

function inflated(packed: Buffer, method: number, left: number): Buffer {
  if (method === 0) {
    if (packed.length > left) throw new ZipError('too-large')
    return packed
  }
  if (method !== 8) throw new ZipError('unknown-method')
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(left, 1) })
  } catch (error) {
    throw new ZipError(isTooLarge(error) ? 'too-large' : 'broken')
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
}
