import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Returns once the file's bytes are on the disk. */
export function syncFile(path: string): void {
  const descriptor = openSync(path, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Returns once the folder's names are on the disk: without it a rename may not survive a power cut. */
export function syncFolder(path: string): void {
  // Windows has no handle on a folder; its renames are journaled.
  if (process.platform === 'win32') return
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Writes a file whole and on the disk. Throws if it is there already. */
export function writeOnce(path: string, text: string): void {
  const descriptor = openSync(path, 'wx')
  try {
    writeSync(descriptor, text)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Puts a text in the place of a file: whoever reads it sees the old one whole or the new one whole. */
export function replaceFile(path: string, text: string, nonce: string): void {
  const aside = `${path}.${nonce}.tmp`
  writeOnce(aside, text)
  renameDurably(aside, path)
}

/** Renames within one file system and returns once the new name is on the disk. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to)
  syncFolder(dirname(to))
  if (dirname(from) !== dirname(to)) syncFolder(dirname(from))
}
