import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')

/** Who may import whom: every arrow of the house. An arrow that is not here goes up, or sideways. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  statistics: [],
  programme: ['contract'],
  warehouse: ['contract'],
  ingest: ['contract', 'programme', 'warehouse'],
  model: ['contract', 'programme', 'statistics', 'warehouse'],
  pipeline: ['contract', 'programme', 'warehouse', 'ingest', 'model'],
  api: ['contract', 'programme', 'warehouse', 'model'],
  cli: ['contract', 'programme', 'statistics', 'warehouse', 'ingest', 'model', 'pipeline', 'api'],
  dashboard: ['contract', 'api'],
}

const FOLDERS = Object.fromEntries(
  Object.keys(ARROWS).map((name) => [
    name,
    join(ROOT, ['api', 'cli', 'dashboard'].includes(name) ? 'apps' : 'packages', name),
  ]),
)

function sourcesOf(folder: string): string[] {
  return readdirSync(join(folder, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

interface Arrow {
  from: string
  to: string
  file: string
  typeOnly: boolean
}

function arrowsOf(room: string): Arrow[] {
  const statement =
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?[^'"`;]*?from\s+['"]([^'"]+)['"]|import\s*\(\s*['"]([^'"]+)['"]/g
  return sourcesOf(FOLDERS[room] as string).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(statement)].flatMap((match) => {
      const specifier = match[2] ?? match[3] ?? ''
      const to = /^@retombees\/([a-z]+)/.exec(specifier)?.[1]
      const crossing = specifier.startsWith('.') ? roomOf(join(file, '..', specifier)) : to
      return crossing && crossing !== room
        ? [{ from: room, to: crossing, file: relative(ROOT, file), typeOnly: Boolean(match[1]) }]
        : []
    }),
  )
}

function roomOf(path: string): string | undefined {
  return Object.keys(FOLDERS).find((room) => path.startsWith(`${FOLDERS[room]}/`))
}

function declaredBy(room: string): { dependencies: Record<string, string> } {
  return JSON.parse(readFileSync(join(FOLDERS[room] as string, 'package.json'), 'utf8'))
}

describe('the floors of the house', () => {
  it('hold every package and every app that exists', () => {
    const rooms = ['packages', 'apps'].flatMap((floor) => readdirSync(join(ROOT, floor)))
    expect(rooms.sort()).toEqual(Object.keys(ARROWS).sort())
  })

  it.each(Object.keys(ARROWS))('%s imports only from floors below it', (room) => {
    const allowed = ARROWS[room] as readonly string[]
    expect(arrowsOf(room).filter((arrow) => !allowed.includes(arrow.to))).toEqual([])
  })

  it.each(Object.keys(ARROWS))(
    '%s declares in package.json what it imports, and nothing above it',
    (room) => {
      const declared = Object.keys(declaredBy(room).dependencies).flatMap(
        (name) => /^@retombees\/(.+)/.exec(name)?.[1] ?? [],
      )
      const allowed = ARROWS[room] as readonly string[]
      expect(declared.filter((name) => !allowed.includes(name))).toEqual([])
      const imported = new Set(
        arrowsOf(room)
          .filter((arrow) => !arrow.file.includes('.test.'))
          .map((arrow) => arrow.to),
      )
      expect([...imported].filter((name) => !declared.includes(name))).toEqual([])
    },
  )

  it('has arrows to look at: every floor above the ground imports from the floor below', () => {
    for (const room of ['ingest', 'model', 'pipeline', 'api', 'cli', 'dashboard'])
      expect(arrowsOf(room).length, `${room} has no arrow`).toBeGreaterThan(0)
  })

  it('lets the dashboard know only the types of the API', () => {
    expect(arrowsOf('dashboard').filter((arrow) => arrow.to === 'api' && !arrow.typeOnly)).toEqual([])
  })

  it('keeps the statistics free of any dependency, and the contract on zod alone', () => {
    expect(declaredBy('statistics').dependencies).toEqual({})
    expect(Object.keys(declaredBy('contract').dependencies)).toEqual(['zod'])
  })
})

describe('the names of the house', () => {
  it('say what is inside: no utils, helpers, common, misc or manager', () => {
    const vague = Object.keys(FOLDERS).flatMap((room) =>
      sourcesOf(FOLDERS[room] as string).filter((file) =>
        /\/(utils?|helpers?|common|misc|manager)(\/|\.tsx?$)/.test(file),
      ),
    )
    expect(vague).toEqual([])
  })
})
