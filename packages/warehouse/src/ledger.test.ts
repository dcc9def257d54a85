import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { LedgerError, WarehouseError } from './errors.ts'
import { type Home, openHome } from './home.ts'
import { appendEvent, inspectLedger, type LedgerEvent, liveLoads, mendLedger, readLedger } from './ledger.ts'
import { withWriterLock } from './lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'retombees-ledger-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let homes = 0
const newHome = () => openHome(join(folder, `home-${homes++}`))
const writing = <T>(home: Home, work: () => T) =>
  withWriterLock(home, { verb: 'test', since: '2026-01-01T00:00:00.000Z' }, async () => work())
const at = '2026-01-01T00:00:00.000Z'
const load = (loadId: string): LedgerEvent => ({
  kind: 'load',
  at,
  loadId,
  source: 's',
  file: 'é;".csv',
  sha256: 'ab',
  provenance: 'field',
})

async function homeWith(...events: LedgerEvent[]): Promise<Home> {
  const home = newHome()
  await writing(home, () => {
    for (const event of events) appendEvent(home, event)
  })
  return home
}

describe('the ledger', () => {
  it('reads back what was written, in order, one JSON line each', async () => {
    const events: LedgerEvent[] = [
      load('1'),
      { ...load('2'), kind: 'replace', replaces: '1' } as LedgerEvent,
      { kind: 'unload', at, loadId: '2' },
    ]
    const home = await homeWith(...events)
    expect(readLedger(home)).toEqual(events)
    expect(readFileSync(home.ledger, 'utf8').split('\n')).toHaveLength(4)
    expect(readLedger(newHome())).toEqual([])
  })

  it('takes events from the writer only', async () => {
    const home = newHome()
    expect(() => appendEvent(home, load('1'))).toThrow(WarehouseError)
    expect(() => mendLedger(home)).toThrow(WarehouseError)
  })

  it('reports a torn last line wherever it was cut, reads the lines before it, and mends it', async () => {
    const reference = await homeWith(load('1'), load('2'))
    const bytes = readFileSync(reference.ledger)
    const firstEnd = bytes.indexOf('\n') + 1
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: firstEnd + 1, max: bytes.length - 1 }), async (cut) => {
        const home = newHome()
        writeFileSync(home.ledger, bytes)
        truncateSync(home.ledger, cut)
        const { events, torn } = inspectLedger(home)
        expect(events).toEqual([load('1')])
        expect(torn).toMatchObject({ line: 2, offset: firstEnd })
        await writing(home, () => {
          expect(() => appendEvent(home, load('3'))).toThrow(/inachevée/)
          expect(mendLedger(home)?.line).toBe(2)
          expect(mendLedger(home)).toBeNull()
          appendEvent(home, load('3'))
        })
        expect(readLedger(home)).toEqual([load('1'), load('3')])
      }),
      { numRuns: 15 },
    )
  })

  it.each([
    ['a line that is not JSON', (lines: string[]) => [lines[0], 'x{', lines[2]], 2],
    ['a line that is missing', (lines: string[]) => [lines[0], lines[2]], 2],
    ['a line that is there twice', (lines: string[]) => [lines[0], lines[0], lines[1]], 2],
    ['an event of an unknown kind', (lines: string[]) => [lines[0], '{"seq":2,"kind":"burn"}'], 2],
  ])('refuses to read past %s, and says which line', async (_name, damage, line) => {
    const home = await homeWith(load('1'), load('2'), load('3'))
    const lines = readFileSync(home.ledger, 'utf8').split('\n').slice(0, -1)
    writeFileSync(home.ledger, `${damage(lines).join('\n')}\n`)
    const failure = (() => {
      try {
        return readLedger(home)
      } catch (error) {
        return error
      }
    })()
    expect(failure).toBeInstanceOf(LedgerError)
    expect(failure).toMatchObject({ line })
    appendFileSync(home.ledger, '')
    await expect(writing(home, () => appendEvent(home, load('4')))).rejects.toBeInstanceOf(LedgerError)
  })

  it('knows the loads in force: a replacement comes last, what was unloaded is gone, and may come again', () => {
    const replaced = { ...load('3'), kind: 'replace', replaces: '1' } as LedgerEvent
    const events = [load('1'), load('2'), replaced, { kind: 'unload', at, loadId: '2' } as const]
    expect(liveLoads(events).map((one) => one.loadId)).toEqual(['3'])
    expect(liveLoads([...events, load('4')]).map((one) => one.loadId)).toEqual(['3', '4'])
  })
})
