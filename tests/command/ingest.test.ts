import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IndicatorResult } from '@retombees/contract/indicator'
import type { IngestOutcome } from '@retombees/contract/load'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { retombees } from '../support/command.ts'
import { CSC } from '../support/published-home.ts'

const folder = mkdtempSync(join(tmpdir(), 'retombees-command-'))
const env = { RETOMBEES_HOME: join(folder, 'home'), RETOMBEES_PROGRAMME: CSC }
const GRID = 'grille-partenaires-versant-nord-est.csv'
const grid = () => readFileSync(join(CSC, 'published', GRID), 'latin1')

function written(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('retombees ingest', () => {
  let first: IngestOutcome[]

  beforeAll(async () => {
    const result = await retombees(['ingest', join(CSC, 'published'), '--json'], env)
    expect(result.code, result.err).toBe(0)
    first = result.json<IngestOutcome>()
  })

  it('prints one object per file, with every row accounted for', () => {
    expect(first.length).toBeGreaterThanOrEqual(7)
    for (const outcome of first) {
      expect(Object.keys(outcome)).toEqual([
        'file',
        'source',
        'status',
        'load_id',
        'rows_read',
        'rows_loaded',
        'rows_quarantined',
        'rows_ignored',
        'reason',
      ])
      expect(outcome.status, outcome.reason ?? '').toBe('loaded')
      expect(outcome.rows_read).toBe(outcome.rows_loaded + outcome.rows_quarantined + outcome.rows_ignored)
    }
  })

  it('knows the same files again and changes nothing', async () => {
    const before = readFileSync(join(env.RETOMBEES_HOME, 'current'), 'utf8')
    const result = await retombees(['ingest', join(CSC, 'published'), '--json'], env)
    expect(result.code).toBe(0)
    expect(new Set(result.json<IngestOutcome>().map((outcome) => outcome.status))).toEqual(
      new Set(['duplicate']),
    )
    expect(readFileSync(join(env.RETOMBEES_HOME, 'current'), 'utf8')).toBe(before)
  })

  it('says in a table, in French, what became of each file', async () => {
    const result = await retombees(['ingest', join(CSC, 'published')], env)
    expect(result.out).toMatch(/fichier +état +lues +chargées +quarantaine +ignorées/)
    expect(result.out).toMatch(/déjà chargé/)
  })

  it('computes indicators by territory with base and interval', async () => {
    const result = await retombees(['indicators', '--by', 'territory', '--json'], env)
    expect(result.code, result.err).toBe(0)
    const indicators = result.json<IndicatorResult>()
    const measured = indicators.filter((indicator) => indicator.whole.state === 'value')
    expect(measured.length).toBeGreaterThanOrEqual(12)
    const agreement = indicators.find((i) => i.comparison?.familySize === 8)
    expect(agreement?.byTerritory.map((one) => one.figure.state)).toEqual(['value', 'value'])
    const [one] = agreement?.byTerritory ?? []
    expect(one?.figure).toMatchObject({
      provenance: 'published',
      interval: { method: 'wilson', level: 0.95 },
    })
  })

  it('exits with 2 on a wrong call', async () => {
    expect((await retombees(['ingest'], env)).code).toBe(2)
    expect((await retombees(['devine'], env)).code).toBe(2)
    expect((await retombees(['serve', '--demo'], { ...env, HOST: '0.0.0.0' })).code).toBe(2)
    expect((await retombees(['serve', '--demo'], { ...env, PORT: 'douze' })).code).toBe(2)
  })

  it('lists loads and an empty quarantine', async () => {
    const loads = await retombees(['loads'], env)
    expect(loads.out).toMatch(new RegExp(GRID))
    expect((await retombees(['quarantine'], env)).out).toMatch(/Aucune ligne/)
  })

  it('takes a load out as if it had never come, and rebuilds to the same', async () => {
    const home = join(folder, 'other-home')
    const other = { ...env, RETOMBEES_HOME: home }
    await retombees(['ingest', join(CSC, 'published')], other)
    const before = (await retombees(['indicators', '--by', 'territory', '--json'], other)).out
    const extra = written(`copie-${GRID}`, grid().replace(/^.*MIE.*\r\n/m, ''))
    const [added] = (
      await retombees(['ingest', extra, '--source', 'grille-partenaires-versant-nord-est', '--json'], other)
    ).json<IngestOutcome>()
    if (added?.status !== 'loaded') return expect.fail(added?.reason ?? 'not loaded')
    expect((await retombees(['unload', added.load_id ?? ''], other)).code).toBe(0)
    expect((await retombees(['indicators', '--by', 'territory', '--json'], other)).out).toBe(before)
    expect((await retombees(['rebuild'], other)).code).toBe(0)
    expect((await retombees(['indicators', '--by', 'territory', '--json'], other)).out).toBe(before)
  })
})

describe('bad input', () => {
  const bad = { ...env, RETOMBEES_HOME: join(folder, 'bad-home') }
  const ingestOne = async (path: string) => {
    const result = await retombees(
      ['ingest', path, '--source', 'grille-partenaires-versant-nord-est', '--json'],
      bad,
    )
    return { code: result.code, outcome: result.json<IngestOutcome>()[0], err: result.err }
  }

  it('a score of 7 on a grid from 0 to 5: the row is set aside and the others load', async () => {
    const path = written(
      'sept.csv',
      Buffer.from(grid().replace('MIE;Emploi;0;0;2', 'MIE;Emploi;0;0;7'), 'latin1'),
    )
    const { outcome } = await ingestOne(path)
    expect(outcome).toMatchObject({ status: 'loaded', rows_loaded: 63, rows_quarantined: 1 })
    const quarantine = await retombees(['quarantine', '--json'], bad)
    expect(quarantine.json<{ value: string; message: string }>()[0]).toMatchObject({
      value: '7',
      message: expect.stringMatching(/0 à 5.*« 7 »/),
    })
  })

  it.each([
    [
      'a missing criterion column',
      () => Buffer.from(grid().replace(/;?"?Apport de[\s\S]*?fonds"?;/, ';'), 'latin1'),
      /Apport de fonds/,
    ],
    ['an empty file', () => Buffer.alloc(0), /vide/],
    [
      'a binary file',
      () => Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 197) % 256)),
      /binaire|texte/,
    ],
  ] as const)('%s: refused with its reason, nothing loaded', async (name, content, reason) => {
    const { code, outcome } = await ingestOne(written(`${name.replace(/\W+/g, '-')}.csv`, content()))
    expect(code).toBe(1)
    expect(outcome).toMatchObject({ status: 'refused', load_id: null, rows_loaded: 0 })
    expect(outcome?.reason).toMatch(reason)
  })

  it.each([
    [
      'an unknown territory',
      'programme.yaml',
      /territory: croissant-sud/,
      'territory: croissant-nord',
      /croissant-nord.*croissant-sud/s,
    ],
    [
      'a question that names an indicator which does not exist',
      'evaluation.yaml',
      /indicators: \[([a-z0-9-]+)/,
      'indicators: [indicateur-inconnu',
      /indicateur-inconnu/,
    ],
  ] as const)(
    'a programme with %s: file, line, what was found, what exists',
    async (_name, file, found, put, message) => {
      const copy = mkdtempSync(join(folder, 'programme-'))
      cpSync(CSC, copy, { recursive: true })
      const text = readFileSync(join(copy, file), 'utf8')
      expect(text).toMatch(found)
      const line = text.slice(0, text.search(found)).split('\n').length
      writeFileSync(join(copy, file), text.replace(found, put))
      const result = await retombees(['check', copy], bad)
      expect(result.code).toBe(1)
      expect(result.err).toMatch(message)
      expect(result.err).toContain(`${file}:${line}`)
    },
  )
})
