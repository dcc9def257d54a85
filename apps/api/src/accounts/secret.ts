import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { SecretError } from '../errors.ts'

const SHORTEST = 32
const FEWEST_CHARACTERS = 10
const PLACEHOLDERS = [
  'secret',
  'changeme',
  'change-me',
  'password',
  'motdepasse',
  'retombees',
  'azerty',
  'qwerty',
  'example',
]

/**
 * Returns the secret that signs sessions in production. Throws a SecretError when it is missing, short, made of
 * too few different characters, of a repeated pattern, or contains a word of the sort that documentation prints.
 */
export function strongSecret(secret: string | undefined): string {
  if (!secret) throw SecretError.missing()
  if (secret.length < SHORTEST)
    throw SecretError.weak(`${secret.length} caractères, il en faut ${SHORTEST} au moins`)
  const different = new Set(secret).size
  if (different < FEWEST_CHARACTERS) throw SecretError.weak(`${different} caractères différents seulement`)
  if (/^(.{1,16})\1+$/s.test(secret)) throw SecretError.weak('c’est un motif répété')
  const placeholder = PLACEHOLDERS.find((word) => secret.toLowerCase().includes(word))
  if (placeholder) throw SecretError.weak(`il contient « ${placeholder} »`)
  return secret
}

/** The demo's own random secret, kept beside the home's data, readable by its owner alone, made on first use. */
export function demoSecret(path: string): string {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true })
    writeNew(path, randomBytes(32).toString('base64url'))
  }
  return readFileSync(path, 'utf8')
}

/** Another process may have made it in between: its secret is then the one. */
function writeNew(path: string, text: string): void {
  try {
    const file = openSync(path, 'wx', 0o600)
    writeSync(file, text)
    closeSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
