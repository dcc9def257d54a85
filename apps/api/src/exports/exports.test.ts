import { read, utils } from '@e965/xlsx'
import type { CrossBlock } from '@retombees/contract/cross-table'
import type { FundingTable } from '@retombees/contract/funding'
import type { IndicatorResult } from '@retombees/contract/indicator'
import type { PartnerGrid } from '@retombees/contract/partner'
import type { SurveyTable } from '@retombees/contract/survey'
import type { CidsDocument } from '@retombees/model/interchange/cids'
import { cidsProblems } from '@retombees/model/interchange/cids-rules'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PublishedHome, publishedHome } from '../../../../tests/support/published-home.ts'
import { type AppUnderTest, appUnderTest } from '../fixtures/app-under-test.ts'

type Row = Record<string, string | number | null>
interface JsonExport {
  readonly columns: { key: string; label: string; type: string }[]
  readonly rows: Row[]
  readonly notes: { label: string; text: string }[]
}

describe('exports of what is published', () => {
  let published: PublishedHome
  let server: AppUnderTest
  beforeAll(async () => {
    published = await publishedHome()
    server = appUnderTest({ from: published.home.root })
  })
  afterAll(async () => {
    await server?.close()
    published?.remove()
  })
  const page = async <T>(path: string) =>
    ((await (await server.getAs('evaluator', `/api/v1/${path}`)).json()) as { data: T }).data
  const exported = async (path: string): Promise<JsonExport> => {
    const address = `/api/v1/exports/${path}${path.includes('?') ? '&' : '?'}format=json`
    const answer = await server.getAs('evaluator', address)
    expect({ address, status: answer.status }).toEqual({ address, status: 200 })
    return (await answer.json()) as JsonExport
  }

  it.each([
    '',
    'territory=croissant-sud',
    'sort=-mean&search=centre',
    'territory=versant-nord-est&sort=partner',
    'page=2&size=10',
    'search=zzzz-nobody',
  ])('hold exactly the partners that the page shows for the same query: %s', async (query) => {
    const shown: string[] = []
    const size = 7
    const filters = new URLSearchParams(query)
    for (const key of ['page', 'size']) filters.delete(key)
    for (let number = 1; ; number += 1) {
      filters.set('page', String(number))
      filters.set('size', String(size))
      const grid = await page<PartnerGrid>(`partners?${filters}`)
      shown.push(...grid.engagements.map(({ loadId, row }) => `${loadId}:${row}`))
      if (number * size >= grid.total) break
    }
    const { rows } = await exported(`partners?${query}`)
    expect(rows.map((row) => `${row.load}:${row.row}`)).toEqual(shown)
  })

  it.each([
    'by=territory',
    'territory=croissant-sud',
    'by=gender',
    'period=2018&by=civil-year',
    'kind=formation',
  ])('hold exactly the indicators that the page shows for the same query: %s', async (query) => {
    const shown = await page<IndicatorResult[]>(`indicators?${query}`)
    const { rows, notes } = await exported(`indicators?${query}`)
    expect(rows).toHaveLength(
      shown.reduce((all, { byTerritory, split }) => {
        const parts = split === null ? 0 : split.parts.length + (split.refused === null ? 0 : 1)
        return all + 1 + byTerritory.length + parts
      }, 0),
    )
    expect(notes[0]?.text).toBe(query)
    const needs = shown.find(({ sheet }) => sheet.id === 'besoins-mieux-connus')
    if (query === 'territory=croissant-sud')
      expect(needs?.whole).toMatchObject({ numerator: 26, denominator: 30 })
    if (query === 'by=gender') expect(needs?.split?.refused).toContain('le genre')
    if (query === 'kind=formation') expect(needs?.whole.state).toBe('not_asked')
  })

  it('give the whole framework as a workbook that an evaluator can read, and as linked data', async () => {
    const indicators = await page<IndicatorResult[]>('indicators')
    const answer = await server.getAs('evaluator', '/api/v1/exports/framework')
    const book = read(new Uint8Array(await answer.arrayBuffer()))
    expect(book.SheetNames).toEqual([
      'Questions et critères',
      'Indicateurs',
      'Chiffres',
      'Sources',
      'Diagrammes logiques',
      'À propos',
    ])
    const rows = (name: string) => utils.sheet_to_json<Row>(book.Sheets[name] ?? {})
    expect(rows('Indicateurs').map((row) => row.indicateur)).toEqual(indicators.map(({ sheet }) => sheet.id))
    expect(rows('Questions et critères')).toHaveLength(4 + 13)
    expect(rows('Diagrammes logiques')).toHaveLength(26 + 22)
    const linked = await server.getAs('funder', '/api/v1/exports/cids')
    expect(linked.headers.get('content-type')).toContain('application/ld+json')
    expect(cidsProblems((await linked.json()) as CidsDocument)).toEqual([])
  })

  it('refuse an id that the programme does not have, and name it', async () => {
    const answer = await server.getAs('evaluator', '/api/v1/indicators?centre=nulle-part')
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ code: 'unknown_id' })
  })

  it('keep a score of zero and a missing score apart, in every form', async () => {
    const grid = await page<PartnerGrid>('partners?size=1000')
    const { rows } = await exported('partners')
    const scores = grid.engagements.flatMap(({ scores }) => grid.criteria.map(({ id }) => scores[id] ?? null))
    expect(rows.flatMap((row) => grid.criteria.map(({ id }) => row[`score_${id}`]))).toEqual(scores)
    expect(scores).toContain(0)
    expect(scores).toContain(null)
    const csv = await (await server.getAs('evaluator', '/api/v1/exports/partners')).text()
    expect(csv).toMatch(/;0;/)
    expect(csv).toMatch(/;;/)
  })

  it('hold one row an indicator and territory, with its base, or the reason for which there is no value', async () => {
    const results = await page<IndicatorResult[]>('indicators')
    const { rows } = await exported('indicators')
    expect(rows).toHaveLength(results.reduce((sum, result) => sum + 1 + result.byTerritory.length, 0))
    const figures = results.flatMap(({ whole, byTerritory }) => [
      whole,
      ...byTerritory.map((one) => one.figure),
    ])
    rows.forEach((row, index) => {
      const figure = figures[index]
      if (figure?.state !== 'value') {
        expect(row.value).toBeNull()
        expect(row.state).not.toBe('valeur')
        expect(row.remark).toContain(figure?.reason)
        return
      }
      const hidden = figure.smallBase && figure.format === 'percent'
      expect(row.value).toBe(hidden ? null : figure.value)
      expect(row.state).toBe(hidden ? 'effectifs seuls (base inférieure à 10)' : 'valeur')
      expect(row.base).toBe(figure.base.n)
      expect(row.base_rule).toBe(figure.base.rule)
      expect(row.provenance).toBe('publié')
    })
    expect(new Set(rows.map((row) => row.state)).size).toBeGreaterThan(2)
  })

  it('add up to the financing plan’s total, a dash left empty', async () => {
    const funding = await page<FundingTable>('funding')
    const { rows } = await exported('funding')
    const cents = rows.reduce((sum, row) => sum + Math.round(Number(row.amount ?? 0) * 100), 0)
    expect(cents).toBe(Math.round(funding.total * 100))
    expect(rows.filter((row) => row.amount === null).length).toBe(
      funding.lines.filter((line) => line.amount === null).length,
    )
    for (const row of rows) expect(row.state === 'tiret imprimé').toBe(row.amount === null)
  })

  it('hold every cell of a survey table, certain or not, and the answers known only together', async () => {
    for (const question of ['q4a', 'q4b', 'q6', 'q8']) {
      const table = await page<SurveyTable>(`surveys/staff-2018/tables?rows=${question}`)
      const columns = table.rows.flatMap((row) => [...row.columns, row.whole])
      const { rows } = await exported(`surveys/staff-2018/tables?rows=${question}`)
      expect(rows.map((row) => row.n)).toEqual(
        columns.flatMap(({ cells, unsplit }) => [...cells, ...unsplit].map(({ n }) => n)),
      )
      for (const row of rows) if (row.n === null) expect(row.reason).not.toBeNull()
    }
  })

  it('hold every cell of the cross tables that the page shows, and the reason of those that are refused', async () => {
    for (const query of ['rows=q4b&columns=territory', 'rows=q8&columns=territory', 'rows=q4a&columns=q8']) {
      const block = await page<CrossBlock>(`surveys/staff-2018/tables?${query}`)
      const { rows, notes } = await exported(`surveys/staff-2018/tables?${query}`)
      const shown = block.tables.flatMap((table): [number | null, string | null][] =>
        table.refused ? [[null, table.refused.reason]] : table.cells.map(({ n }) => [n, null]),
      )
      expect(rows.map((row) => [row.n, row.refused])).toEqual(shown)
      expect(shown.some(([n]) => n === null)).toBe(query.endsWith('q8'))
      expect(notes.map(({ text }) => text)).toContain(block.finding)
    }
  })

  it('say in a workbook what was filtered, on what base, from where and when', async () => {
    const answer = await server.getAs(
      'funder',
      '/api/v1/exports/partners?format=xlsx&territory=croissant-sud&locale=en',
    )
    expect(answer.headers.get('content-type')).toContain('spreadsheetml')
    const book = read(new Uint8Array(await answer.arrayBuffer()))
    expect(book.SheetNames).toEqual(['Data', 'About'])
    const about = new Map(
      utils
        .sheet_to_json<string[]>(book.Sheets.About ?? {}, { header: 1 })
        .map(([label, text]) => [label, text]),
    )
    expect(about.get('Filters')).toBe('territory=croissant-sud')
    expect(about.get('Base')).toMatch(/engagements/)
    expect(about.get('Provenance')).toBe('published')
    expect(about.get('Face')).toBe('published')
    expect(about.get('Snapshot')).toBeTruthy()
  })

  it('come as a file named after the snapshot, with a tag, in the language asked for', async () => {
    const path = '/api/v1/exports/funding?format=csv'
    const french = await server.getAs('funder', path)
    expect(french.headers.get('content-disposition')).toMatch(
      /^attachment; filename="retombees-financements-[\w-]+\.csv"$/,
    )
    expect(new Uint8Array(await french.clone().arrayBuffer()).slice(0, 3)).toEqual(
      new Uint8Array([0xef, 0xbb, 0xbf]),
    )
    expect(await french.text()).toContain('territoire;financeur;année;montant')
    const english = await server.getAs('funder', `${path}&locale=en`)
    expect(await english.text()).toContain('territory,funder,year,amount')
    const tag = french.headers.get('etag') ?? ''
    expect((await server.getAs('funder', path, { 'If-None-Match': tag })).status).toBe(304)
    expect((await server.getAs('funder', `${path}&format=pdf`)).status).toBe(400)
    expect((await server.getAs('funder', path.replace('csv', 'pdf'))).status).toBe(400)
  })
})
