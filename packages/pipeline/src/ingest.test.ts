import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { IngestOutcome } from '@retombees/contract/load'
import { LockedError } from '@retombees/warehouse/errors'
import { readLedger } from '@retombees/warehouse/ledger'
import { listSnapshots, readCurrent } from '@retombees/warehouse/snapshot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { budget, contentOf, type Place, place } from './fixtures/quarter.ts'
import { type IngestOptions, ingest } from './ingest.ts'
import type { Progress } from './read-whole.ts'
import { asWriter } from './writer.ts'

const now = () => new Date('2026-03-01T23:30:00.000Z')
let here: Place
beforeEach(() => {
  here = place()
})
afterEach(() => rmSync(here.root, { recursive: true, force: true }))

const take = async (paths: string[], options: Partial<IngestOptions> = {}) =>
  ingest(here.home, await here.programme(), paths, { now, ...options })
const one = async (path: string, options: Partial<IngestOptions> = {}) =>
  (await take([path], options))[0] as IngestOutcome

describe('a home', () => {
  it('is that of one programme: files read with another are turned away before any of them is taken in', async () => {
    await one(here.drop('budget.csv', budget('10,50', '7', '12')))
    const before = readLedger(here.home)
    const programme = { ...(await here.programme()), id: 'un-autre' }
    const other = here.drop('budget-2.csv', budget('1', '2', '3'))
    await expect(ingest(here.home, programme, [other], { now })).rejects.toThrow(/tient déjà le programme/)
    expect(readLedger(here.home)).toEqual(before)
  })
})

describe('a file that is taken in', () => {
  it('is reported with every row accounted for, kept, written in the ledger and published', async () => {
    const path = here.drop('budget.csv', `${budget('10,50', '7', 'douze')}\n;;;\n`)
    const seen: IngestOutcome[] = []
    const outcome = await one(path, { onFile: (each) => seen.push(each) })
    expect(outcome).toMatchObject({
      file: path,
      source: 'budget',
      status: 'loaded',
      rows_loaded: 2,
      rows_quarantined: 1,
    })
    expect(outcome.rows_read).toBe(outcome.rows_loaded + outcome.rows_quarantined + outcome.rows_ignored)
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
    expect(seen).toEqual([outcome])
    const { loads, funding, quarantine } = await contentOf(here.home)
    expect(funding).toMatchObject([
      { load_id: outcome.load_id, row_no: 2, year: 2018, amount: '10.50', provenance: 'published' },
      { row_no: 2, year: 2019, amount: null },
      { row_no: 3, year: 2018, amount: '7.00' },
      { row_no: 3, year: 2019, amount: null },
    ])
    expect(quarantine).toMatchObject([{ load_id: outcome.load_id, row_no: 4, value: 'douze' }])
    expect(loads?.find((load) => (load as { load_id: string }).load_id === outcome.load_id)).toMatchObject({
      file: 'budget.csv',
      received_at: '2026-03-01T23:30:00.000Z',
      rows_loaded: 2n,
    })
    expect(readLedger(here.home)).toMatchObject([{ kind: 'load', loadId: outcome.load_id, source: 'budget' }])
    expect(readFileSync(join(here.home.loads, outcome.load_id ?? '', 'manifest.json'), 'utf8')).not.toContain(
      here.root,
    )
  })

  it('tells how far it has come, in bytes and rows, and ends with all of them', async () => {
    const path = here.drop('budget.csv', budget('1', 'x', '3'))
    const told: Progress[] = []
    const outcome = await one(path, { onProgress: (progress) => told.push(progress) })
    const size = statSync(path).size
    expect(told[0]).toEqual({ file: path, bytesDone: size, bytesTotal: size, rows: 0 })
    expect(told.at(-1)).toEqual({ file: path, bytesDone: size, bytesTotal: size, rows: outcome.rows_read })
  })

  it('is known again, under whatever name, and then nothing is published', async () => {
    const first = await one(here.drop('budget.csv', budget('1')))
    const before = readFileSync(here.home.current)
    const again = await one(here.drop('budget-copie.csv', budget('1')))
    expect(again).toMatchObject({ status: 'duplicate', load_id: first.load_id, rows_read: 0 })
    expect(readFileSync(here.home.current)).toEqual(before)
    expect(readLedger(here.home)).toHaveLength(1)
  })

  it('is not the same file when it is read as another source', async () => {
    await one(here.drop('budget.csv', budget('1')))
    const other = await one(here.drop('comptes.csv', budget('1')))
    expect(other).toMatchObject({ status: 'loaded', source: 'comptes', reason: null })
  })

  it('counts beside its namesake unless it is to replace it, and either way the outcome says so', async () => {
    const first = await one(here.drop('budget.csv', budget('1')))
    const beside = await one(here.drop('budget.csv', budget('2')))
    expect(beside.reason).toContain(first.load_id)
    const corrected = await one(here.drop('budget.csv', budget('3')), { replace: true })
    expect(corrected.reason).toBe(`remplace ${beside.load_id}`)
    const { funding } = await contentOf(here.home)
    expect(new Set(funding?.map((row) => (row as { load_id: string }).load_id))).toEqual(
      new Set([first.load_id, corrected.load_id]),
    )
    expect(readLedger(here.home).at(-1)).toMatchObject({ kind: 'replace', replaces: beside.load_id })
  })

  it('is simulated when it bears the generator’s sign, whatever its source says', async () => {
    await one(here.drop('budget.csv', `# retombees:simulated seed=1\n${budget('1')}`))
    const { funding, loads } = await contentOf(here.home)
    expect(funding).toMatchObject([{ provenance: 'simulated' }, { provenance: 'simulated' }])
    expect(loads?.at(-1)).toMatchObject({ provenance: 'simulated' })
    expect(readLedger(here.home)).toMatchObject([{ provenance: 'simulated' }])
  })

  it('is only looked at in a dry run', async () => {
    const outcome = await one(here.drop('budget.csv', budget('1')), { dryRun: true })
    expect(outcome).toMatchObject({ status: 'loaded', load_id: null, rows_loaded: 1 })
    expect(readCurrent(here.home)).toBeNull()
    expect(readdirSync(here.home.loads)).toEqual([])
  })
})

describe('a file that is refused', () => {
  it.each([
    ['answers to no source', 'inconnu.csv', 'a;b', /aucune source/],
    ['is empty', 'budget.csv', '', /vide/],
    ['lacks a column', 'budget.csv', 'financeur;2018\nville;1\n', /territoire/],
    [
      'has a column that nobody declared',
      'budget.csv',
      'financeur;territoire;2018;2019;nom\nville;nord;1;2;X\n',
      /nom/,
    ],
  ])('because it %s is told why, leaves nothing, and the others go on', async (_why, name, text, reason) => {
    here.drop('comptes.csv', budget('1'))
    const outcomes = await take([here.drop(name, text), join(here.root, 'comptes.csv')])
    const refused = outcomes.find((outcome) => outcome.status === 'refused')
    expect(refused).toMatchObject({ load_id: null, rows_read: 0 })
    expect(refused?.reason).toMatch(reason)
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['loaded', 'refused'])
    expect(readdirSync(here.home.loads)).toHaveLength(1)
  })

  it('because it is not there is told so', async () => {
    expect(await one(join(here.root, 'nulle-part.csv'))).toMatchObject({
      status: 'refused',
      reason: expect.stringMatching(/n’existe pas/),
    })
  })

  it('because the source asked for does not exist is told which do', async () => {
    const outcome = await one(here.drop('budget.csv', budget('1')), { source: 'budjet' })
    expect(outcome).toMatchObject({ status: 'refused', reason: expect.stringMatching(/budget/) })
  })

  it('does not take the place of the one it was to replace', async () => {
    const first = await one(here.drop('budget.csv', budget('1')))
    const broken = await one(here.drop('budget.csv', 'financeur;2018\nville;1\n'), { replace: true })
    expect(broken.status).toBe('refused')
    expect(readCurrent(here.home)?.loads).toEqual([first.load_id])
  })
})

describe('folders', () => {
  it('give their files in the order of their paths, without what explains or hides', async () => {
    const folder = join(here.root, 'depot')
    mkdirSync(join(folder, 'b'), { recursive: true })
    for (const [name, text] of [
      ['z-budget.csv', ''],
      ['comptes.csv', budget('1')],
      ['b/budget-é.csv', budget('2')],
      ['README.md', 'à lire'],
      ['.DS_Store', ''],
      ['~$budget.csv', ''],
    ] as const)
      writeFileSync(join(folder, name), text)
    const outcomes = await take([join(folder, 'comptes.csv'), folder])
    expect(outcomes.map((outcome) => [outcome.file, outcome.status])).toEqual([
      [join(folder, 'b/budget-é.csv'), 'loaded'],
      [join(folder, 'comptes.csv'), 'loaded'],
      [join(folder, 'z-budget.csv'), 'refused'],
    ])
    expect(listSnapshots(here.home)).toHaveLength(1)
  })

  it('of nothing publish the programme all the same', async () => {
    const folder = join(here.root, 'vide')
    mkdirSync(folder)
    expect(await take([folder])).toEqual([])
    expect((await contentOf(here.home)).logic_nodes).toHaveLength(5)
  })
})

describe('a second writer', () => {
  it('is turned away before it touches anything', async () => {
    const path = here.drop('budget.csv', budget('1'))
    await asWriter(here.home, 'rebuild', now, async () => {
      await expect(take([path])).rejects.toBeInstanceOf(LockedError)
      await expect(take([path])).rejects.toThrow(/« rebuild »/)
      expect(await take([path], { dryRun: true })).toHaveLength(1)
    })
    expect(readLedger(here.home)).toEqual([])
  })
})
