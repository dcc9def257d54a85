import type { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { type PersonSecret, personSecret } from '@retombees/ingest/protect/person-key'
import { syncFolder } from '@retombees/warehouse/durable-file'
import type { Home } from '@retombees/warehouse/home'
import { readManifest } from '@retombees/warehouse/load-archive'
import { PipelineError } from './errors.ts'

const BYTES = 32

/**
 * The key that names of persons are replaced with, made on first use and readable by its owner alone. `keep: false`
 * gives one that is written nowhere when there is none yet. Throws a PipelineError when loads were made with another
 * key, or with one that is lost: a new one would take everybody for somebody else.
 */
export function personKey(home: Home, random: typeof randomBytes, { keep }: { keep: boolean }): PersonSecret {
  const known = existsSync(home.key)
  const used = fingerprintInUse(home)
  if (!known && used) throw lost(home)
  const secret = personSecret(known ? readKey(home) : random(BYTES))
  if (used && used !== secret.fingerprint) throw changed(home)
  if (!known && keep) writeKey(home, secret.bytes)
  return secret
}

function readKey({ key }: Home): Buffer {
  const text = readFileSync(key, 'utf8').trim()
  if (new RegExp(`^[0-9a-f]{${2 * BYTES}}$`).test(text)) return Buffer.from(text, 'hex')
  throw new PipelineError(
    'person-key-unreadable',
    `La clé des personnes (${key}) ne se lit pas : ${2 * BYTES} chiffres hexadécimaux sont attendus. Rétablissez-la depuis une sauvegarde.`,
  )
}

function writeKey({ key }: Home, bytes: Uint8Array): void {
  const descriptor = openSync(key, 'wx', 0o600)
  try {
    writeSync(descriptor, `${Buffer.from(bytes).toString('hex')}\n`)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  syncFolder(dirname(key))
}

/** The fingerprint of the key that archived loads were made with, or null when none holds persons. */
function fingerprintInUse(home: Home): string | null {
  for (const loadId of readdirSync(home.loads).filter((name) => !name.startsWith('.'))) {
    const { persons } = readManifest(home, loadId).reading
    if (typeof persons === 'object' && persons !== null && 'key' in persons) return String(persons.key)
  }
  return null
}

function lost({ key }: Home): PipelineError {
  return new PipelineError(
    'person-key-lost',
    `La clé des personnes (${key}) n’est plus là, et des chargements en dépendent : avec une autre, chacun passerait pour quelqu’un d’autre. Rétablissez-la depuis une sauvegarde.`,
  )
}

function changed({ key }: Home): PipelineError {
  return new PipelineError(
    'person-key-changed',
    `La clé des personnes (${key}) n’est pas celle des chargements déjà faits : chacun passerait pour quelqu’un d’autre. Rétablissez la première depuis une sauvegarde.`,
  )
}
