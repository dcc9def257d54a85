import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { retombees } from '../support/command.ts'
import { CSC } from '../support/published-home.ts'

const FILES = ['financements-2017-2019-croissant-sud.csv', 'grille-partenaires-versant-nord-est.csv']

describe('a backup in the hands of a stranger', () => {
  let folder: string
  let archive: string
  const home = (name: string) => ({ RETOMBEES_HOME: join(folder, name) })
  const indicators = async (env: Record<string, string>) =>
    (await retombees(['indicators', '--by', 'territory', '--json'], env)).out

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'retombees-backup-'))
    archive = join(folder, 'sauvegarde.tar.gz')
    const files = FILES.map((file) => join(CSC, 'published', file))
    const simulated = await retombees([
      'simulate',
      '--seed',
      '3',
      '--sessions',
      '50',
      '--respondents',
      '10',
      '--out',
      join(folder, 'essai'),
    ])
    expect(simulated.code).toBe(0)
    await retombees(['ingest', ...files, join(folder, 'essai')], home('first'))
    await retombees(['token', 'create', '--role', 'analyst', '--label', 'script'], home('first'))
    const made = await retombees(['backup', archive], home('first'))
    expect(made.err).toBe('')
    expect(made.out).toContain('La clé des personnes n’y est pas')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('gives the same rows, the same answers and the same accounts, from nothing but the file', async () => {
    const before = await indicators(home('first'))
    const restored = await retombees(['restore', archive], home('second'))
    expect(restored.err).toBe('')
    expect(restored.out).toContain('chaque ligne est celle de la sauvegarde')
    const programme = { RETOMBEES_PROGRAMME: join(folder, 'second/programme') }
    expect(await indicators({ ...home('second'), ...programme })).toBe(before)
    const content = (name: string) =>
      JSON.parse(readFileSync(join(folder, name, 'current'), 'utf8')).content as string
    expect(content('second')).toBe(content('first'))
    expect(existsSync(join(folder, 'second/store.sqlite'))).toBe(true)
    expect(existsSync(join(folder, 'second/key'))).toBe(false)
  })

  it('holds the key where it was asked to', async () => {
    const withKey = join(folder, 'avec-cle.tar.gz')
    await retombees(['backup', withKey, '--with-key'], home('first'))
    await retombees(['restore', withKey], home('third'))
    expect(readFileSync(join(folder, 'third/key'))).toEqual(readFileSync(join(folder, 'first/key')))
  })

  it('is never written over, nor restored over anything', async () => {
    const again = await retombees(['backup', archive], home('first'))
    expect(again.code).toBe(1)
    expect(again.err).toContain('existe déjà')
    const over = await retombees(['restore', archive], home('first'))
    expect(over.code).toBe(1)
    expect(over.err).toContain('contient déjà quelque chose')
  })

  it('is refused whole when a byte of it was lost, and the home stays empty', async () => {
    const bytes = readFileSync(archive)
    const damaged = join(folder, 'abimee.tar.gz')
    writeFileSync(damaged, Buffer.concat([bytes.subarray(0, 2000), bytes.subarray(2001)]))
    const refused = await retombees(['restore', damaged], home('fourth'))
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('Rien n’a été restauré')
    expect(existsSync(join(folder, 'fourth/ledger.jsonl'))).toBe(false)
    expect(readdirSync(join(folder, 'fourth/loads'))).toEqual([])
  })

  it('begins again where a restore was killed half-way', async () => {
    const half = join(folder, 'fifth')
    cpSync(join(folder, 'first/loads'), join(half, 'loads'), { recursive: true })
    cpSync(join(folder, 'first/ledger.jsonl'), join(half, '.unfinished-restore/ledger.jsonl'))
    writeFileSync(join(half, '.unfinished-restore/.putting-back'), '')
    const refused = await retombees(['ingest', join(CSC, 'published', FILES[0] as string)], {
      RETOMBEES_HOME: half,
    })
    expect([refused.code, refused.err]).toEqual([
      1,
      expect.stringContaining('une restauration y a été interrompue'),
    ])
    const restored = await retombees(['restore', archive], { RETOMBEES_HOME: half })
    expect(restored.out).toContain('chaque ligne est celle de la sauvegarde')
  })

  it('takes nothing away that was loaded after a restore was killed before it had put anything in place', async () => {
    const begun = join(folder, 'sixth')
    cpSync(join(folder, 'first/ledger.jsonl'), join(begun, '.unfinished-restore/ledger.jsonl'))
    const loaded = await retombees(['ingest', join(CSC, 'published', FILES[0] as string)], {
      RETOMBEES_HOME: begun,
    })
    expect(loaded.code, loaded.err).toBe(0)
    const over = await retombees(['restore', archive], { RETOMBEES_HOME: begun })
    expect([over.code, over.err]).toEqual([1, expect.stringContaining('contient déjà quelque chose')])
    expect(readdirSync(join(begun, 'loads'))).toHaveLength(1)
  })
})
