import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isProgrammeError } from './errors.ts'
import { readProgramme } from './read-programme.ts'

const MINIMAL = join(import.meta.dirname, '../golden/minimal')
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'damaged-'))
  await cp(MINIMAL, folder, { recursive: true })
})
afterAll(() => rm(folder, { recursive: true }))

describe('a programme folder damaged anywhere', async () => {
  const entries = await readdir(MINIMAL, { recursive: true })
  const files = entries.filter((name) => name.endsWith('.yaml'))
  const texts = new Map(
    await Promise.all(
      files.map(async (name) => [name, await readFile(join(MINIMAL, name), 'utf8')] as const),
    ),
  )
  const damage = fc.record({
    name: fc.constantFrom(...files),
    at: fc.nat(2000),
    lost: fc.nat(12),
    put: fc.oneof(
      fc.constantFrom(
        '',
        '\n',
        '\t',
        '- ',
        ': ',
        '[',
        '{',
        '"',
        '&a ',
        '&a [*a]',
        '*a',
        '!!x ',
        'null',
        '0',
        '~',
        '|\n',
        '---\n',
      ),
      fc.string({ maxLength: 4 }),
    ),
  })

  it('is read or refused with findings that name their file, and never brings the reader down', async () => {
    let refused = 0
    await fc.assert(
      fc.asyncProperty(damage, async ({ name, at, lost, put }) => {
        const text = texts.get(name) as string
        const place = at % text.length
        await writeFile(join(folder, name), text.slice(0, place) + put + text.slice(place + lost))
        try {
          await readProgramme(folder)
        } catch (error) {
          if (!isProgrammeError(error)) throw error
          refused += 1
          expect(error.findings.length).toBeGreaterThan(0)
          for (const found of error.findings) {
            expect(found.file).toBeTruthy()
            expect(found.message).toContain(found.file)
          }
        } finally {
          await writeFile(join(folder, name), text)
        }
      }),
      { numRuns: 150 },
    )
    expect(refused).toBeGreaterThan(25)
  }, 60_000)
})
