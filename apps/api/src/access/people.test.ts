import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Figure } from '@retombees/contract/figure'
import { Health } from '@retombees/contract/snapshot'
import { COUNTED } from '@retombees/model/breakdown/counted'
import type { Measure } from '@retombees/programme/measure'
import { openReader } from '@retombees/warehouse/reader'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CSC, type PublishedHome, publishedHome } from '../../../../tests/support/published-home.ts'
import { type AppUnderTest, appUnderTest } from '../fixtures/app-under-test.ts'

const THRESHOLD = 11
const HEADINGS = 'Atelier;Centre;Date;Type;Nom;Prénom;Année de naissance;Genre;Tranche d’âge'
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']

/** People of one centre, kind, gender and age, each named by two letters of their own. */
function sheet(): string {
  const rows: string[] = []
  const add = (count: number, centre: string, kind: string, gender: string, band: string) => {
    for (let index = 0; index < count; index++) {
      const at = rows.length
      const name = `${LETTERS[Math.floor(at / 26) % 26]}${LETTERS[at % 26]}${LETTERS[Math.floor(at / 676)]}`
      const day = String(1 + (at % 28)).padStart(2, '0')
      rows.push(
        `AT-${centre}-${day};${centre};${day}/0${1 + (at % 9)}/2018;${kind};Nom${name};Prénom${name};1980;${gender};${band}`,
      )
    }
  }
  for (const centre of [
    'echo',
    'phalempins',
    'arbrisseau',
    'faubourg-de-bethune',
    'virolois',
    'belencontre',
  ]) {
    add(30, centre, 'Formation', 'F', '26-54 ans')
    add(20, centre, 'Atelier prototype', 'M', '16-25 ans')
  }
  add(3, 'chemin-rouge', 'Atelier collaboratif', 'F', '55+')
  add(2, 'lazare-garreau', 'Évènement d’acculturation', 'M', '55+')
  return ['retombees:simulated', HEADINGS, ...rows, ''].join('\n')
}

/** Every figure in an answer, wherever it stands. */
function figuresIn(value: unknown): Figure[] {
  if (Array.isArray(value)) return value.flatMap(figuresIn)
  if (typeof value !== 'object' || value === null) return []
  const own = 'state' in value && 'where' in value && 'format' in value ? [value as Figure] : []
  return [...own, ...Object.values(value).flatMap(figuresIn)]
}

const isSmall = (n: number | null) => n !== null && n > 0 && n < THRESHOLD

describe('what a funder or a director can reach of people', () => {
  const root = mkdtempSync(join(tmpdir(), 'retombees-people-'))
  let published: PublishedHome
  let server: AppUnderTest
  let persons: string[]
  let paths: string[]

  beforeAll(async () => {
    const file = join(root, 'feuilles-presence.csv')
    writeFileSync(file, sheet())
    published = await publishedHome(CSC, [file])
    const { home, outcomes, programme } = published
    const [outcome] = outcomes
    expect(outcome).toMatchObject({ status: 'loaded', rows_quarantined: 0 })
    const reader = await openReader(home, 'internal')
    const found = await reader?.db.selectFrom('attendances').select('person').distinct().execute()
    persons = (found ?? []).flatMap(({ person }) => person ?? [])
    await reader?.close()
    server = appUnderTest({ from: home.root, mode: 'demo' })
    paths = everyPath(programme.indicators, programme.centres, programme.territories)
  })
  afterAll(async () => {
    await server?.close()
    published?.remove()
    rmSync(root, { recursive: true, force: true })
  })

  /** The addresses that speak of attendances, by every filter and split that could single somebody out. */
  function everyPath(
    indicators: readonly { id: string; measure: Measure }[],
    centres: readonly { id: string }[],
    territories: readonly { id: string }[],
  ): string[] {
    const ofPeople = indicators
      .filter(({ measure }) => JSON.stringify(measure).includes('"from":"attendances"'))
      .map(({ id }) => id)
    expect(ofPeople.length).toBeGreaterThan(0)
    const filters = [
      '',
      ...centres.map(({ id }) => `centre=${id}`),
      ...territories.map(({ id }) => `territory=${id}`),
      ...['feminin', 'masculin'].map((id) => `gender=${id}`),
      'age=55-et-plus',
      'kind=atelier-collaboratif',
      'period=2018',
      'period=2018-05',
      'period=2018-01-01..2018-01-15',
      'centre=chemin-rouge&gender=feminin',
      'centre=lazare-garreau&kind=evenement-acculturation',
      'territory=croissant-sud&kind=atelier-collaboratif&age=55-et-plus',
    ]
    const splits = ['', 'territory', 'centre', 'month', 'civil-year', 'gender', 'age', 'kind']
    const join = (...parts: string[]) => parts.filter(Boolean).join('&')
    const counted = COUNTED.filter(({ table }) => table === 'attendances').map(
      ({ topic, id }) => `${topic}/tables/${id}`,
    )
    return [
      ...ofPeople.flatMap((id) => filters.map((filter) => `/api/v1/indicators/${id}?${filter}`)),
      ...ofPeople
        .slice(0, 3)
        .flatMap((id) => splits.map((by) => `/api/v1/indicators/${id}?${join(`by=${by}`)}`)),
      ...ofPeople.slice(0, 3).map((id) => `/api/v1/indicators/${id}/lineage?centre=chemin-rouge`),
      ...counted.flatMap((path) => [
        ...splits.slice(1).map((rows) => `/api/v1/${path}?rows=${rows}`),
        ...['gender', 'age', 'kind'].map((columns) => `/api/v1/${path}?rows=centre&columns=${columns}`),
        `/api/v1/${path}/lineage?rows=centre&row=chemin-rouge`,
      ]),
      '/api/v1/indicators',
      '/api/v1/questions',
      '/api/v1/loads',
    ]
  }

  it('is worth testing: an evaluator finds the three women of one centre', async () => {
    const answer = await server.getAs('evaluator', '/api/v1/indicators?centre=chemin-rouge')
    const known = figuresIn(await answer.json()).filter((figure) => figure.state === 'value')
    expect(known.some(({ base }) => base.kind === 'attendances' && base.n === 3)).toBe(true)
  })

  it.each(['funder', 'director'] as const)(
    'is never a count of fewer people than the threshold, by any address, filter or split: %s',
    async (role) => {
      let known = 0
      let suppressed = 0
      for (const path of paths) {
        const answer = await server.getAs(role, path)
        expect({ path, status: answer.status }).toEqual({ path, status: 200 })
        const text = await answer.text()
        for (const person of persons) expect(text.includes(person), path).toBe(false)
        expect(text).not.toContain('"fields"')
        for (const figure of figuresIn(JSON.parse(text))) {
          if (figure.state === 'suppressed') suppressed += 1
          if (figure.state !== 'value' || !['attendances', 'persons'].includes(figure.base.kind)) continue
          if (figure.provenance === 'published') continue
          known += 1
          const { numerator, denominator, base } = figure
          expect({ path, small: [numerator, denominator, base.n].some(isSmall) }).toEqual({
            path,
            small: false,
          })
        }
      }
      expect(known).toBeGreaterThan(10)
      expect(suppressed).toBeGreaterThan(10)
    },
    240_000,
  )

  it('is the same in the exports: what the page hides, the file hides', async () => {
    for (const { topic, id } of COUNTED.filter(({ table }) => table === 'attendances')) {
      const path = `/api/v1/exports/${topic}/tables/${id}?rows=centre&format=csv`
      const lines = (await (await server.getAs('funder', path)).text()).split('\n')
      const own = lines.filter((line) => /Chemin Rouge/.test(line)).join('\n')
      expect(own, path).not.toMatch(/[;,]"?3"?([;,]|$)/m)
    }
  })

  it('bears the date of its face, which health says beside that of the internal one', async () => {
    const health = Health.parse(await (await server.get('/api/v1/health')).json())
    expect(health.snapshot?.face).toBe('published')
    expect(health).toMatchObject({
      internalPublishedAt: health.snapshot?.publishedAt,
      publishedBehind: false,
    })
  })

  it('leaves no row in the file of their face', async () => {
    const reader = await openReader(published.home, 'published')
    const hidden = await reader?.db.selectFrom('cube_cells').selectAll().where('n', 'is', null).execute()
    const small = await reader?.db
      .selectFrom('cube_cells')
      .select('n')
      .where('n', '>', 0)
      .where('n', '<', THRESHOLD)
      .execute()
    const loads = await reader?.db.selectFrom('loads').select('file').execute()
    await reader?.close()
    expect(hidden?.length).toBeGreaterThan(0)
    expect(small).toEqual([])
    expect(loads?.map(({ file }) => file)).not.toContain('feuilles-presence.csv')
  })
})
