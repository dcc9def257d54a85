import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readProgramme } from '@retombees/programme/read-programme'
import { type Home, openHome } from '@retombees/warehouse/home'
import { openReader } from '@retombees/warehouse/reader'
import { readCurrent } from '@retombees/warehouse/snapshot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentOf } from './fixtures/quarter.ts'
import { ingest } from './ingest.ts'
import { rebuild } from './rebuild.ts'

const CSC = join(import.meta.dirname, '../../../data/csc')
const HEADINGS = 'Atelier;Centre;Date;Type;Nom;Prénom;Année de naissance;Genre;Tranche d’âge'
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']

const PUBLICATION = `asRecorded: [opening_hours]
cubes:
  - table: attendances
    label: Participations
    threshold: { on: persons }
    period: civil-year
    dimensions:
      - { column: centre, codes: centres }
      - { column: gender, codes: genre }
    tables: [[centre], [territory, gender]]
    persons: [territory]
    printed: [{ fact: residents-heard, by: gender }]
`

/** As many people as asked, each at one workshop; a name is a letter or two. */
function people(count: number, centre: string, date: string, gender: string, from = 0): string[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `${LETTERS[Math.floor((from + index) / 26)]}${LETTERS[(from + index) % 26]}`
    return `AT-${date};${centre};${date};Formation;Nom${name};Prénom${name}${gender.toLowerCase()};1980;${gender};26-54 ans`
  })
}

describe('what disclosure control lets out', () => {
  const root = mkdtempSync(join(tmpdir(), 'retombees-cubes-'))
  const folder = join(root, 'csc')
  let home: Home
  let now = new Date('2020-03-02T10:00:00.000Z')

  const take = async (name: string, rows: readonly string[], heading = HEADINGS) => {
    const path = join(root, name)
    writeFileSync(path, `${[heading, ...rows].join('\n')}\n`)
    const outcomes = await ingest(home, await readProgramme(folder), [path], { now: () => now })
    expect(outcomes, outcomes[0]?.reason ?? '').toMatchObject([{ status: 'loaded', rows_quarantined: 0 }])
  }
  const cellsOf = async (counted = '*') => {
    const { cube_cells: cells = [] } = await contentOf(home, 'published')
    return Object.fromEntries(
      (cells as { counted: string; period: string; dimensions: string; codes: string; n: number | null }[])
        .filter((cell) => cell.counted === counted)
        .map(({ period, codes, n }) => [`${period} ${codes}`.trim(), n]),
    )
  }

  beforeAll(async () => {
    cpSync(CSC, folder, { recursive: true })
    writeFileSync(join(folder, 'publication.yaml'), PUBLICATION)
    const own = join(folder, 'programme.yaml')
    writeFileSync(
      own,
      readFileSync(own, 'utf8').replace(
        'periods:\n',
        'periods:\n  - { id: annee-2018, label: Année 2018, start: 2018-01-01, end: 2018-12-31 }\n',
      ),
    )
    const facts = join(folder, 'sources/faits-imprimes.yaml')
    writeFileSync(
      facts,
      readFileSync(facts, 'utf8').replace(/^fields:$/m, 'constants: { period: annee-2018 }\nfields:'),
    )
    home = openHome(join(root, 'home'))
    await take('feuilles-presence-1.csv', [
      ...people(40, 'echo', '10/05/2018', 'F'),
      ...people(30, 'phalempins', '10/05/2018', 'M', 100),
      ...people(20, 'arbrisseau', '11/05/2018', 'F', 140),
      ...people(30, 'faubourg-de-bethune', '11/05/2018', 'M', 170),
      ...people(15, 'faubourg-de-bethune', '11/05/2018', 'F', 210),
      ...people(4, 'chemin-rouge', '12/05/2018', 'M', 230),
      ...people(6, 'lazare-garreau', '12/05/2018', 'F', 240),
      ...people(25, 'echo', '10/02/2020', 'F'),
    ])
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  it('are cells of closed periods, and of few persons no number at all', async () => {
    const cells = await cellsOf()
    expect(Object.keys(cells).filter((key) => key.startsWith('2020'))).toEqual([])
    expect(cells['2018']).toBe(145)
    expect(cells['2018 faubourg-de-bethune']).toBe(45)
    expect(cells['2018 chemin-rouge']).toBeNull()
    expect(cells['2018 virolois']).toBe(0)
    expect(await cellsOf('person')).toMatchObject({ '2018': 145 })
    const { attendances } = await contentOf(home)
    expect(attendances).toHaveLength(170)
    expect(Object.keys(await contentOf(home, 'published'))).not.toContain('attendances')
  })

  it('stay frozen when a correction would show who came late to the file, and the steward is told', async () => {
    const before = await cellsOf()
    await take('feuilles-presence-2.csv', people(2, 'echo', '20/05/2018', 'F', 300))
    expect(await cellsOf()).toEqual(before)
    expect((await contentOf(home)).attendances).toHaveLength(172)
    expect(readCurrent(home)?.notices).toMatchObject([
      { code: 'correction-withheld', fact: 'attendances', period: '2018' },
    ])
  })

  it('go out again once the correction is of people enough', async () => {
    await take('feuilles-presence-3.csv', people(30, 'echo', '21/05/2018', 'F', 330))
    expect((await cellsOf())['2018']).toBe(177)
    expect(readCurrent(home)?.notices).toMatchObject([{ code: 'corrected', period: '2018' }])
  })

  it('are the same when everything is rebuilt, and gain a period once it has closed', async () => {
    expect((await rebuild(home, await readProgramme(folder), { now: () => now })).changed).toBe(false)
    now = new Date('2021-01-04T10:00:00.000Z')
    await rebuild(home, await readProgramme(folder), { now: () => now })
    expect(await cellsOf()).toMatchObject({ '2018': 177, '2020': 25 })
  })

  it('stay behind the internal face where a printed count contradicts them, until it is mended', async () => {
    const before = readCurrent(home)
    await take(
      'faits-imprimes.csv',
      ['fait;residents-heard;feminin;;1;certain;;nulle part'],
      'questionnaire;variable;modalites;territoire;effectif;certitude;motif;source imprimée',
    )
    // A release that is out is not audited again: another period is what the printed count cannot agree with.
    await take('feuilles-presence-4.csv', people(30, 'echo', '22/05/2018', 'M', 400))
    const after = readCurrent(home)
    expect(after?.notices).toMatchObject([{ code: 'audit-failed' }])
    expect(after?.faces.internal).not.toBe(before?.faces.internal)
    const published = await openReader(home, 'published')
    const internal = await openReader(home, 'internal')
    expect(published?.stamp.id).not.toBe(internal?.stamp.id)
    expect((published?.stamp.publishedAt ?? '') <= (internal?.stamp.publishedAt ?? '')).toBe(true)
    await Promise.all([published?.close(), internal?.close()])
    expect((await cellsOf())['2018']).toBe(177)
  })
})
