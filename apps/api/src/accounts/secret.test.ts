import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SecretError } from '../errors.ts'
import { demoSecret, strongSecret } from './secret.ts'

describe('the secret of production', () => {
  it('is taken when it was drawn at random', () => {
    for (let draw = 0; draw < 200; draw += 1) {
      const secret = randomBytes(32).toString('base64')
      expect(strongSecret(secret)).toBe(secret)
    }
    expect(strongSecret(randomBytes(32).toString('hex'))).toHaveLength(64)
  })

  it.each([
    [undefined, /n’est pas défini/],
    ['', /n’est pas défini/],
    ['court', /5 caractères/],
    ['a'.repeat(64), /1 caractères différents/],
    ['abcdefghijkl'.repeat(4), /motif répété/],
    ['better-auth-secret-12345678901234567890', /contient « secret »/],
    ['RETOMBEES-2018-production-lille-0123456789', /contient « retombees »/],
  ])('is refused when it is %j, in French, saying how to make one', (secret, reason) => {
    expect(() => strongSecret(secret)).toThrow(SecretError)
    expect(() => strongSecret(secret)).toThrow(reason)
    expect(() => strongSecret(secret)).toThrow(/openssl rand -base64 32/)
  })
})

describe('the secret of the demo', () => {
  it('is made once, strong, and readable by its owner alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'retombees-secret-'))
    const path = join(folder, 'home', 'demo-secret')
    const first = demoSecret(path)
    expect(strongSecret(first)).toBe(first)
    expect(demoSecret(path)).toBe(first)
    expect(readFileSync(path, 'utf8')).toBe(first)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    rmSync(folder, { recursive: true })
  })
})
