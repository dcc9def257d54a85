import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Face } from '@retombees/contract/role'
import { readProgramme } from '@retombees/programme/read-programme'
import { openReader } from '@retombees/warehouse/reader'
import { isWhole, readCurrent } from '@retombees/warehouse/snapshot'
import type { SnapshotManifest } from '@retombees/warehouse/snapshot-manifest'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { budget, contentOf, type Place, place } from './fixtures/quarter.ts'
import { ingest } from './ingest.ts'
import { publish } from './publish.ts'
import { rebuild } from './rebuild.ts'
import { unload } from './unload.ts'

let here: Place
let minutes = 0
const now = () => new Date(Date.UTC(2026, 2, 1, 0, minutes++))
beforeEach(() => {
  here = place()
})
afterEach(() => rmSync(here.root, { recursive: true, force: true }))

const take = async (...paths: string[]) => ingest(here.home, await here.programme(), paths, { now })
const edit = (file: string, change: (text: string) => string) => {
  const path = join(here.folder, file)
  writeFileSync(path, change(readFileSync(path, 'utf8')))
}

const REMARK = 'Une remarque que seuls les évaluateurs lisent, deux fois écrite.'
const REMARKS = `territoire;remarque\nnord;${REMARK}\nsud;${REMARK}\n`

describe('the faces', () => {
  it('keep the text of a verbatim in the internal file alone, in bytes and not only in tables', async () => {
    await take(here.drop('paroles.csv', REMARKS), here.drop('budget.csv', budget('1')))
    const manifest = readCurrent(here.home)
    const folder = join(here.home.snapshots, manifest?.id ?? '')
    const holding = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(folder, name)).isFile())
      .filter((name) => readFileSync(join(folder, name)).includes(REMARK))
    expect(holding).toEqual(['internal.duckdb'])
    const internal = await contentOf(here.home)
    expect(internal.warnings).not.toEqual([])
    expect(internal.source_rows?.filter((row) => JSON.stringify(row).includes(REMARK))).toHaveLength(2)
    expect((await contentOf(here.home, 'analyst')).loads).toHaveLength(4)
  })

  it('keep field facts, their loads and their warnings off the published one', async () => {
    await take(
      here.drop('comptes.csv', budget('1', '3', '5')),
      here.drop('budget.csv', budget('2', '4', '6')),
    )
    const [internal, analyst, published] = [
      await contentOf(here.home),
      await contentOf(here.home, 'analyst'),
      await contentOf(here.home, 'published'),
    ]
    expect(internal.funding).toHaveLength(12)
    expect(analyst.funding).toEqual(internal.funding)
    expect(published.funding).toEqual(
      internal.funding?.filter((row) => (row as { provenance: string }).provenance === 'published'),
    )
    expect(analyst.warnings).toEqual(internal.warnings)
    expect(internal.warnings).toHaveLength(2)
    expect(published.warnings).toHaveLength(1)
    const files = (rows: unknown[] | undefined) => rows?.map((row) => (row as { file: string }).file)
    expect(files(published.loads)).toEqual(['programme.yaml', 'logic-models.yaml', 'budget.csv'])
    expect(files(analyst.loads)).toEqual(['programme.yaml', 'logic-models.yaml', 'budget.csv', 'comptes.csv'])
  })

  it('show analysts the lines that became rows, and not those set aside', async () => {
    await take(here.drop('budget.csv', budget('1', 'un numéro de téléphone écrit ici')))
    const internal = await contentOf(here.home)
    const analyst = await contentOf(here.home, 'analyst')
    const ofBudget = (rows: unknown[] | undefined) =>
      rows?.filter((row) => !(row as { load_id: string }).load_id.startsWith('programme:'))
    expect(internal.quarantine).toHaveLength(1)
    expect(ofBudget(internal.source_rows)).toHaveLength(2)
    expect(ofBudget(analyst.source_rows)).toMatchObject([{ row_no: 2 }])
    const folder = join(here.home.snapshots, readCurrent(here.home)?.id ?? '')
    expect(readFileSync(join(folder, 'analyst.duckdb')).includes('un numéro de')).toBe(false)
  })
})

describe('a publication', () => {
  it('holds the programme: its folder as it was read, and its definitions as rows with their lines', async () => {
    const programme = await here.programme()
    await publish(here.home, programme, { now })
    const reader = await openReader(here.home, 'published')
    const copy = await readProgramme(reader?.programmeFolder ?? '')
    await reader?.close()
    expect(copy.digest).toBe(programme.digest)
    const content = await contentOf(here.home, 'published')
    expect(content.correspondences).toMatchObject([
      {
        correspondence: 'ligne-1',
        area: 'accueil',
        member_kind: 'outcome',
        member: 'droits',
        audience: 'residents',
      },
      { member_kind: 'prototype', member: 'borne' },
    ])
    expect(content.logic_nodes?.map((row) => Object.values(row as object).slice(4))).toEqual([
      ['ateliers', 'output', false],
      ['accueil', 'area', true],
      ['droits', 'outcome', true],
      ['liens', 'outcome', false],
      ['autonomie', 'impact', false],
    ])
    expect(content.prototypes).toMatchObject([
      { prototype: 'borne', area: 'accueil', printed: 'prose|residents-table' },
      { prototype: 'carnet', area: null, printed: 'prose' },
    ])
    const line = readFileSync(join(here.folder, 'logic-models.yaml'), 'utf8')
      .split('\n')
      .findIndex((text) => text.includes('ligne-1'))
    expect(content.correspondences?.[0]).toMatchObject({
      load_id: 'programme:logic-models.yaml',
      row_no: line + 1,
    })
    expect((await contentOf(here.home)).source_rows).toContainEqual({
      load_id: 'programme:logic-models.yaml',
      row_no: line + 1,
      fields: JSON.stringify({ id: 'ligne-1', area: 'accueil', outcomes: 'droits', prototypes: 'borne' }),
    })
    expect(content.loads).toMatchObject([
      { load_id: 'programme:programme.yaml', source: 'programme', rows_read: 2n, rows_loaded: 2n },
      { load_id: 'programme:logic-models.yaml', file: 'logic-models.yaml', rows_loaded: 6n },
    ])
  })

  it('is not made twice of the same, and says so', async () => {
    const first = await publish(here.home, await here.programme(), { now })
    const second = await publish(here.home, await here.programme(), { now })
    expect([first.changed, second.changed]).toEqual([true, false])
    expect(second.manifest).toEqual(first.manifest)
  })

  it('moves the internal face first, and a writer killed before the others is finished by the next', async () => {
    await publish(here.home, await here.programme(), { now })
    const before = readCurrent(here.home) as SnapshotManifest
    const seen: [string, boolean][] = []
    const onFace = (face: Face) => {
      const current = readCurrent(here.home) as SnapshotManifest
      seen.push([face, isWhole(current)])
    }
    await ingest(here.home, await here.programme(), [here.drop('budget.csv', budget('1'))], { now, onFace })
    expect(seen).toEqual([
      ['internal', false],
      ['analyst', true],
      ['published', true],
    ])
    const after = readCurrent(here.home) as SnapshotManifest
    expect(isWhole(after)).toBe(true)

    const { analyst, published } = before.faces
    const half = { ...after, faces: { ...after.faces, analyst, published } }
    writeFileSync(here.home.current, JSON.stringify(half))
    rmSync(join(here.home.snapshots, after.faces.published))
    const mended = await publish(here.home, await here.programme(), { now })
    // A file that is made again says the same in other bytes.
    expect(mended).toEqual({ manifest: { ...after, fileDigests: expect.anything() }, changed: true })
    expect((await contentOf(here.home, 'analyst')).funding).toHaveLength(2)
  })

  it('is made again when a file of the one in force is gone', async () => {
    const { manifest } = await publish(here.home, await here.programme(), { now })
    rmSync(join(here.home.snapshots, manifest.faces.published))
    const again = await publish(here.home, await here.programme(), { now })
    expect(again.changed).toBe(true)
    expect(await contentOf(here.home, 'published')).toBeDefined()
  })

  it('follows the definition: a codebook that is mended rescues rows set aside, from the archive alone', async () => {
    const path = here.drop('budget.csv', 'financeur;territoire;2018;2019\nville;nord;1;\nregion;nord;2;\n')
    const [outcome] = await take(path)
    expect(outcome).toMatchObject({ rows_loaded: 1, rows_quarantined: 1 })
    rmSync(path)
    edit('programme.yaml', (text) =>
      text.replace('areas:', '  - { id: region, label: { fr: Région }, kind: collectivité }\nareas:'),
    )
    const { changed } = await publish(here.home, await here.programme(), { now })
    expect(changed).toBe(true)
    const content = await contentOf(here.home)
    expect(content.quarantine).toEqual([])
    expect(content.funding).toMatchObject([
      { row_no: 2 },
      { row_no: 2 },
      { row_no: 3, amount: '2.00' },
      { row_no: 3 },
    ])
    expect(content.loads?.at(-1)).toMatchObject({ rows_read: 2n, rows_loaded: 2n, rows_quarantined: 0n })
  })

  it.each([
    ['would refuse a load', (text: string) => text.replace('column: territoire', 'column: canton'), /canton/],
    [
      'does not know its source any more',
      (text: string) => text.replace('id: budget', 'id: budgets'),
      /« budget »/,
    ],
  ])('fails, and leaves what is in force, when the definition %s', async (_name, change, message) => {
    const [outcome] = await take(here.drop('budget.csv', budget('1')))
    const before = readCurrent(here.home)
    edit('sources/budget.yaml', change)
    const failure = await publish(here.home, await here.programme(), { now }).catch((error) => error)
    expect(failure).toMatchObject({ code: 'load-refused' })
    expect(failure.message).toMatch(message)
    expect(failure.message).toContain(`retombees unload ${outcome?.load_id}`)
    expect(readCurrent(here.home)).toEqual(before)
    await unload(here.home, await here.programme(), outcome?.load_id ?? '', { now })
    expect(readCurrent(here.home)?.loads).toEqual([])
  })

  it('fails when the definition changes while it is made', async () => {
    const programme = await here.programme()
    edit('programme.yaml', (text) => text.replace('fr: Nord', 'fr: Grand Nord'))
    await expect(publish(here.home, programme, { now })).rejects.toMatchObject({ code: 'programme-moved' })
    expect(readCurrent(here.home)).toBeNull()
    expect(readdirSync(here.home.snapshots)).toEqual([])
  })
})

describe('unloading and rebuilding', () => {
  it('gives what was published before the load came, under a later name', async () => {
    await take(here.drop('comptes.csv', budget('1')))
    const before = readCurrent(here.home)
    const [added] = await take(here.drop('budget.csv', budget('2')))
    const { manifest } = await unload(here.home, await here.programme(), added?.load_id ?? '', { now })
    expect(manifest.content).toBe(before?.content)
    expect(manifest.id > (before?.id ?? '')).toBe(true)
  })

  it('refuses to unload what is not in force, and says what is', async () => {
    const [outcome] = await take(here.drop('budget.csv', budget('1')))
    const failure = await unload(here.home, await here.programme(), '000009-x', { now }).catch(
      (error) => error,
    )
    expect(failure).toMatchObject({ code: 'load-not-in-force' })
    expect(failure.message).toContain(outcome?.load_id)
  })

  it('rebuilds to what is in force and publishes nothing, or mends it', async () => {
    await take(here.drop('budget.csv', budget('1', 'x')), here.drop('paroles.csv', REMARKS))
    const before = readCurrent(here.home)
    expect(await rebuild(here.home, await here.programme(), { now })).toEqual({
      manifest: before,
      changed: false,
    })
    expect(readdirSync(here.home.snapshots)).toEqual([before?.id])
  })
})
