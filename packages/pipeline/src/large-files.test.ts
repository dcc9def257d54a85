import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IngestOutcome } from '@retombees/contract/load'
import type { Face } from '@retombees/contract/role'
import type { Programme } from '@retombees/programme/programme'
import { readProgramme } from '@retombees/programme/read-programme'
import { type Home, openHome } from '@retombees/warehouse/home'
import { linesAsRead } from '@retombees/warehouse/lines-as-read'
import { cellsFile, readManifest } from '@retombees/warehouse/load-archive'
import { openReader } from '@retombees/warehouse/reader'
import { readCurrent } from '@retombees/warehouse/snapshot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentOf } from './fixtures/quarter.ts'
import { ingest } from './ingest.ts'
import type { Progress } from './read-whole.ts'
import { rebuild } from './rebuild.ts'

const CSC = join(import.meta.dirname, '../../../data/csc')
const now = () => new Date('2019-06-30T10:00:00.000Z')
const LOG = [
  'borne,centre,debut,fin,site',
  'ARB-1,arbrisseau,2019-03-04T08:05:10Z,2019-03-04T08:12:00Z,caf.fr',
  'ARB-1,arbrisseau,2019-03-04T08:05:10Z,2019-03-04T08:12:00Z,caf.fr',
  'ARB-1,arbrisseau,2019-03-04T10:05:10Z',
  '',
  'ECH-1,echo,2019-03-31T00:59:59Z,,CAF',
  'ECH-1,ecko,2019-03-31T01:00:00Z,,caf.fr',
  'ECH-1,echo,2019-03-31 05:00:00,2019-03-31 05:10:00,ameli.fr',
  '"ECH-1",echo,2019-04-01T05:00:00Z,2019-04-01T05:10:00Z,"06 12 34 56 78"',
  'a@b.fr,echo,2019-04-02T05:00:00Z,2019-04-02T05:10:00Z,',
  '',
].join('\n')

describe('a file that the engine reads', () => {
  let root: string
  let programme: Programme
  const homes: Record<'engine' | 'careful', Home> = {} as never
  const outcomes: Record<'engine' | 'careful', IngestOutcome> = {} as never
  const told: Progress[] = []

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'retombees-large-'))
    programme = await readProgramme(CSC)
    const path = join(root, 'journal-bornes-2019.csv')
    writeFileSync(path, LOG)
    for (const lane of ['engine', 'careful'] as const) {
      homes[lane] = openHome(join(root, lane))
      const [outcome] = await ingest(homes[lane], programme, [path], {
        now,
        largeFrom: lane === 'engine' ? 0 : Number.MAX_SAFE_INTEGER,
        onProgress: lane === 'engine' ? (progress) => told.push(progress) : undefined,
      })
      outcomes[lane] = outcome as IngestOutcome
    }
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  const load = () => outcomes.engine.load_id ?? ''

  it('becomes the same as when it is read row by row, but for its lines, which stay in the archive', async () => {
    expect(existsSync(cellsFile(homes.engine, load()))).toBe(true)
    expect(outcomes.engine).toEqual(outcomes.careful)
    expect(outcomes.engine).toMatchObject({
      rows_read: 9,
      rows_loaded: 4,
      rows_quarantined: 4,
      rows_ignored: 1,
    })
    const [engine, careful] = [await contentOf(homes.engine), await contentOf(homes.careful)]
    for (const content of [engine, careful])
      content.kiosk_sessions?.sort(
        (a, b) => (a as { row_no: number }).row_no - (b as { row_no: number }).row_no,
      )
    const ofLoad = (row: unknown) => (row as { load_id: string }).load_id === load()
    expect(engine.source_rows?.filter(ofLoad)).toEqual([])
    expect({ ...engine, source_rows: [] }).toEqual({ ...careful, source_rows: [] })
    expect(told.at(0)).toMatchObject({ bytesDone: LOG.length, bytesTotal: LOG.length, rows: 9 })
  })

  it.each(['internal', 'analyst'] as const)(
    'is followed to its lines from the %s face as ever',
    async (face) => {
      const lines = [2, 3, 4, 6, 8, 9, 10]
      const read = async (home: Home) => {
        const reader = await openReader(home, face as Face)
        if (!reader) throw new Error('nothing is published')
        try {
          return await linesAsRead(reader.db, load(), lines)
        } finally {
          await reader.close()
        }
      }
      const found = await read(homes.engine)
      expect(found).toEqual(await read(homes.careful))
      expect(found.length).toBe(face === 'internal' ? 7 : 4)
      expect(JSON.stringify(found)).not.toMatch(/a@b|06 12/)
    },
  )

  it('leaves no identifier in the archive, and nothing unfinished', () => {
    expect(readdirSync(homes.engine.loads)).toEqual([load()])
    expect(readManifest(homes.engine, load()).cells).toEqual({ firstLine: 2 })
  })

  it('is the same when it is rebuilt from its archive', async () => {
    const before = readCurrent(homes.engine)
    const again = await rebuild(homes.engine, programme, { now })
    expect(again).toEqual({ manifest: before, changed: false })
  })
})
