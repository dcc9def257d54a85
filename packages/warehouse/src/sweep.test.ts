import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { publishAmounts, temporaryHome, writing } from './fixtures.ts'
import type { Home } from './home.ts'
import { appendEvent, readLedger } from './ledger.ts'
import { listSnapshots, readCurrent } from './snapshot.ts'
import { sweepLeftovers } from './sweep.ts'

const homes: Home[] = []
afterEach(() => {
  for (const home of homes.splice(0)) rmSync(home.root, { recursive: true, force: true })
})

/** A home with one load in the ledger and the archive, and one snapshot. */
async function inhabited(): Promise<Home> {
  const home = temporaryHome()
  homes.push(home)
  await writing(home, async () => {
    mkdirSync(join(home.loads, 'l'))
    appendEvent(home, {
      kind: 'load',
      at: '2026-01-01T00:00:00.000Z',
      loadId: 'l',
      source: 's',
      file: 'f',
      sha256: 'ab',
      provenance: 'field',
    })
    await publishAmounts(home, '1')
  })
  return home
}
const sweep = (home: Home) => writing(home, () => sweepLeftovers(home))

describe('the sweep', () => {
  it('takes away everything unfinished and nothing else', async () => {
    const home = await inhabited()
    const before = readdirSync(home.root, { recursive: true }).sort()
    for (const folder of [
      join(home.loads, '.unfinished-x'),
      join(home.snapshots, '.unfinished-y'),
      join(home.conformed, 'l', '.unfinished-l'),
      `${home.lock}.abc.tmp`,
      join(home.loads, 'never-in-ledger'),
      join(home.snapshots, '20990101-000000000-aaaaaaaaaaaa'),
    ])
      mkdirSync(folder, { recursive: true })
    writeFileSync(join(home.loads, '.unfinished-x', 'raw.parquet'), 'half')
    writeFileSync(`${home.current}.abc.tmp`, '{')
    appendFileSync(home.ledger, '{"seq":2,"kind":"lo')
    const { removed, torn } = await sweep(home)
    expect(removed).toHaveLength(7)
    expect(torn).toMatchObject({ line: 2 })
    expect(readdirSync(home.root, { recursive: true }).sort()).toEqual(
      [...before, 'conformed/l', 'ledger.jsonl.torn'].sort(),
    )
    expect(await sweep(home)).toEqual({ removed: [], torn: null })
  })

  it('leaves loads that were unloaded: they are history', async () => {
    const home = await inhabited()
    await writing(home, () =>
      appendEvent(home, { kind: 'unload', at: '2026-01-02T00:00:00.000Z', loadId: 'l' }),
    )
    await sweep(home)
    expect(existsSync(join(home.loads, 'l'))).toBe(true)
  })

  it('removes nothing, and says so, when the ledger is gone or older than the archive', async () => {
    const home = await inhabited()
    renameSync(home.ledger, `${home.ledger}.lost`)
    await expect(sweep(home)).rejects.toMatchObject({ code: 'ledger-behind' })
    renameSync(`${home.ledger}.lost`, home.ledger)
    mkdirSync(join(home.loads, 'm'))
    mkdirSync(join(home.loads, 'n'))
    await expect(sweep(home)).rejects.toThrow(/m, n/)
    expect(readdirSync(home.loads).sort()).toEqual(['l', 'm', 'n'])
    expect(readLedger(home)).toHaveLength(1)
    expect(listSnapshots(home)).toContain(readCurrent(home)?.id)
  })

  it('is for the writer only', async () => {
    const home = await inhabited()
    expect(() => sweepLeftovers(home)).toThrow(/verrou/)
  })
})
