import { describe, expect, it } from 'vitest'
import { isAllowedHost } from './hosts.ts'
import { localeOf } from './locale.ts'
import { foreignOrigin } from './origin.ts'

describe('the host of a request', () => {
  it.each([
    ['localhost:4747', [], true],
    ['127.0.0.1', [], true],
    ['[::1]:4747', [], true],
    ['LOCALHOST', [], true],
    ['retombees.example.org', [], false],
    ['retombees.example.org', ['retombees.example.org'], true],
    ['retombees.example.org:8443', ['retombees.example.org'], true],
    ['retombees.example.org:8443', ['retombees.example.org:443'], false],
    ['retombees.example.org.attacker.example', ['retombees.example.org'], false],
    ['localhost.attacker.example', [], false],
    ['127.0.0.1.attacker.example', [], false],
    ['', [], false],
  ] as const)('%s with %j allowed: %s', (host, allowed, expected) => {
    expect(isAllowedHost(host, allowed)).toBe(expected)
  })
})

describe('the origin of an unsafe request', () => {
  const post = {
    method: 'POST',
    host: 'localhost:4747',
    origin: undefined,
    fetchSite: undefined,
    hasCookie: false,
  }
  it('is not looked at for a safe method', () => {
    expect(foreignOrigin({ ...post, method: 'GET', origin: 'https://attacker.example' })).toBeNull()
  })
  it.each([
    'https://attacker.example',
    'http://localhost:9999',
    'null',
    'http://localhost.attacker.example:4747',
  ])('stops a request that comes from %s', (origin) =>
    expect(foreignOrigin({ ...post, origin })).toBe(origin),
  )
  it('lets a page of ours through, behind a proxy that speaks https too', () => {
    expect(foreignOrigin({ ...post, origin: 'http://localhost:4747' })).toBeNull()
    expect(foreignOrigin({ ...post, host: 'r.example.org', origin: 'https://r.example.org' })).toBeNull()
  })
  it('lets a script through that has neither origin nor cookie', () => {
    expect(foreignOrigin(post)).toBeNull()
  })
  it('stops a request with a cookie whose origin was taken off', () => {
    expect(foreignOrigin({ ...post, hasCookie: true })).not.toBeNull()
  })
  it('stops what the browser itself says comes from elsewhere, whatever the origin says', () => {
    const origin = 'http://localhost:4747'
    expect(foreignOrigin({ ...post, origin, fetchSite: 'cross-site' })).not.toBeNull()
    expect(foreignOrigin({ ...post, origin, fetchSite: 'same-site' })).not.toBeNull()
  })
})

describe('the language of an answer', () => {
  it.each([
    [undefined, 'fr'],
    ['fr-FR,fr;q=0.9,en;q=0.8', 'fr'],
    ['en-GB,en;q=0.9,fr;q=0.8', 'en'],
    ['de-DE,de;q=0.9', 'fr'],
    ['de,en;q=0.5', 'en'],
    ['fr;q=0,en;q=0.1', 'en'],
    ['*', 'fr'],
    [';;;q=,', 'fr'],
  ] as const)('for Accept-Language %s is %s', (header, locale) => {
    expect(localeOf(header)).toBe(locale)
  })
})
