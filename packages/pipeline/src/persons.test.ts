import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IngestOutcome } from '@retombees/contract/load'
import type { Programme } from '@retombees/programme/programme'
import { readProgramme } from '@retombees/programme/read-programme'
import { type Home, openHome } from '@retombees/warehouse/home'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { contentOf } from './fixtures/quarter.ts'
import { type IngestOptions, ingest } from './ingest.ts'
import { personKey } from './person-key.ts'
import { rebuild } from './rebuild.ts'

const CSC = join(import.meta.dirname, '../../../data/csc')
const HEADINGS =
  'Atelier;Centre;Date;Type;Nom;Prénom;Année de naissance;Genre;Âge;Tranche d’âge;Première fois;Accord'
const sheet = (...rows: string[]) => `${[HEADINGS, ...rows].join('\n')}\n`
const MARIE = 'AT-1;echo;31/01/2019;Formation;Dupont;Marie;1980;F;;26-54 ans;oui;Oui'
const MARIE_ELSEWHERE = 'AT-2;arbrisseau;01/02/2019;Formation;DUPONT;Marie;1980;F;;26-54 ans;non;Oui'
const PAUL = 'AT-1;echo;31/01/2019;Formation;Martin;Paul;1955;M;;55+;oui;Oui'
const NOBODY = 'AT-1;echo;31/01/2019;Formation;;;;M;;;;'

describe('people on an attendance sheet', () => {
  let programme: Programme
  let root: string
  let home: Home
  beforeAll(async () => {
    programme = await readProgramme(CSC)
  })
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'retombees-persons-'))
    home = openHome(join(root, 'home'))
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  const now = () => new Date('2019-06-30T10:00:00.000Z')
  const take = async (name: string, text: string, options: Partial<IngestOptions> = {}) => {
    const path = join(root, name)
    writeFileSync(path, text)
    const [outcome] = await ingest(home, programme, [path], { now, ...options })
    return outcome as IngestOutcome
  }
  const personsOf = async (face: 'internal' | 'analyst' = 'internal') =>
    (await contentOf(home, face)).attendances?.map((row) => (row as { person: string | null }).person)

  it('are replaced by a key that is made on first use and that its owner alone may read', async () => {
    expect(existsSync(home.key)).toBe(false)
    expect(await take('feuilles-presence.csv', sheet(MARIE))).toMatchObject({ status: 'loaded' })
    expect(readFileSync(home.key, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/)
    if (process.platform !== 'win32') expect(statSync(home.key).mode & 0o777).toBe(0o600)
  })

  it('are the same in two files, and nothing that the home keeps has their names', async () => {
    await take('feuilles-presence-echo.csv', sheet(MARIE, PAUL, NOBODY))
    await take('feuilles-presence-arbrisseau.csv', sheet(MARIE_ELSEWHERE))
    const [marie, paul, nobody, again] = (await personsOf()) ?? []
    expect(marie).toMatch(/^[a-p]{32}$/)
    expect([again, nobody]).toEqual([marie, null])
    expect(paul).not.toBe(marie)
    for (const name of readdirSync(home.root, { recursive: true, encoding: 'utf8' })) {
      const path = join(home.root, name)
      if (statSync(path).isFile() && !path.includes('programme'))
        expect(readFileSync(path).toString('latin1'), name).not.toMatch(/dupont|martin/i)
    }
  })

  it('come back the same from the archive, without the key', async () => {
    await take('feuilles-presence.csv', sheet(MARIE, PAUL))
    const before = await personsOf()
    rmSync(home.key)
    await rebuild(home, programme, { now })
    expect(await personsOf()).toEqual(before)
  })

  it('are numbers for the analyst, who sees no key, no line of the file, and no number twice for two people', async () => {
    await take('feuilles-presence-echo.csv', sheet(MARIE, PAUL, NOBODY))
    await take('feuilles-presence-arbrisseau.csv', sheet(MARIE_ELSEWHERE))
    const [marie, paul, nobody, again] = (await personsOf('analyst')) ?? []
    expect([marie, paul].sort()).toEqual(['1', '2'])
    expect([again, nobody]).toEqual([marie, null])
    const { source_rows } = await contentOf(home, 'analyst')
    const ofFiles = source_rows?.filter(
      (row) => !(row as { load_id: string }).load_id.startsWith('programme:'),
    )
    expect(ofFiles).toEqual([])
  })

  it('are not on the published face', async () => {
    await take('feuilles-presence.csv', sheet(MARIE))
    expect(JSON.stringify(Object.entries(await contentOf(home, 'published')), asText)).not.toContain('AT-1')
  })

  it('are not taken for others when the key is lost or changed: the file is refused', async () => {
    await take('feuilles-presence-1.csv', sheet(MARIE))
    const key = readFileSync(home.key, 'utf8')
    rmSync(home.key)
    const lost = await take('feuilles-presence-2.csv', sheet(PAUL))
    expect([lost.status, lost.reason]).toEqual(['refused', expect.stringContaining('n’est plus là')])
    writeFileSync(home.key, `${createHash('sha256').update('another').digest('hex')}\n`)
    const changed = await take('feuilles-presence-2.csv', sheet(PAUL))
    expect([changed.status, changed.reason]).toEqual(['refused', expect.stringContaining('n’est pas celle')])
    writeFileSync(home.key, 'illisible')
    expect((await take('feuilles-presence-2.csv', sheet(PAUL))).reason).toContain('ne se lit pas')
    writeFileSync(home.key, key)
    chmodSync(home.key, 0o600)
    expect((await take('feuilles-presence-2.csv', sheet(PAUL))).status).toBe('loaded')
  })

  it('need no key that stays when a file is only looked at', async () => {
    const looked = await take('feuilles-presence.csv', sheet(MARIE), { dryRun: true })
    expect(looked).toMatchObject({ status: 'loaded', rows_loaded: 1 })
    expect(existsSync(home.key)).toBe(false)
    personKey(home, randomBytes, { keep: true })
    expect(existsSync(home.key)).toBe(true)
  })
})

function asText(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
