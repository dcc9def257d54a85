import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHome } from '@retombees/warehouse/home'
import { SnapshotManifest } from '@retombees/warehouse/snapshot-manifest'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readEnvironment } from './environment.ts'
import { tellNotices } from './notices.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'retombees-notices-'))
})
afterEach(() => rmSync(home, { recursive: true }))

async function told(): Promise<string[]> {
  const lines: string[] = []
  await tellNotices(readEnvironment({ RETOMBEES_HOME: home }), (line) => lines.push(line))
  return lines
}

it('says what was withheld from what is published, and nothing where nothing was', async () => {
  expect(await told()).toEqual([])
  const faces = {
    internal: 'a/internal.duckdb',
    analyst: 'a/analyst.duckdb',
    published: 'a/published.duckdb',
  }
  const manifest = SnapshotManifest.parse({
    id: 'a',
    publishedAt: '2020-01-01T00:00:00.000Z',
    programmeDigest: '',
    inputs: '',
    content: '',
    loads: [],
    faces,
    rows: { internal: {}, analyst: {}, published: {} },
    notices: [
      {
        code: 'correction-withheld',
        fact: 'attendances',
        period: '2018',
        message: 'Participations, 2018 : retenue.',
      },
    ],
  })
  writeFileSync(openHome(home).current, JSON.stringify(manifest))
  expect(await told()).toEqual(['Publication : Participations, 2018 : retenue.'])
})
