import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isProgrammeError } from './errors.ts'
import type { Finding } from './finding.ts'
import { readProgramme } from './read-programme.ts'

const GOLDEN = join(import.meta.dirname, '../golden')
const MINIMAL = join(GOLDEN, 'minimal')
const BAD = join(GOLDEN, 'bad')
let workshop = ''

beforeAll(async () => {
  workshop = await mkdtemp(join(tmpdir(), 'programme-'))
})
afterAll(() => rm(workshop, { recursive: true }))

/** The minimal programme with some files laid over it; an empty file takes away the one below it. */
async function programmeWith(name: string, overlay: string): Promise<string> {
  const folder = join(workshop, name)
  await cp(MINIMAL, folder, { recursive: true })
  await cp(overlay, folder, { recursive: true })
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && (await readFile(path, 'utf8')) === '') await rm(path)
  }
  await rm(join(folder, 'findings.txt'), { force: true })
  return folder
}

async function findingsOf(folder: string): Promise<readonly Finding[]> {
  try {
    await readProgramme(folder)
    return []
  } catch (error) {
    if (isProgrammeError(error)) return error.findings
    throw error
  }
}

describe('a programme folder', () => {
  it('that is right is read whole', async () => {
    const programme = await readProgramme(MINIMAL)
    expect(programme.indicators.map(({ id }) => id)).toEqual(['recoltes', 'jardins'])
    expect(programme.territories.map(({ label }) => label)).toEqual([{ fr: 'Nord' }, { fr: 'Sud' }])
    expect(programme.places.get('indicator:jardins')).toEqual({
      file: 'indicators/alimentation.yaml',
      line: 17,
    })
    expect(programme.places.get('node:habitants/ateliers')).toEqual({ file: 'logic-models.yaml', line: 7 })
    expect(programme.places.get('item:habitants-2024/q2-gout')).toEqual({
      file: 'questionnaires/habitants-2024.yaml',
      line: 19,
    })
    expect(programme.versions.get('jardins')).toMatch(/^[0-9a-f]{64}$/)
    expect(programme.files).toContain('questionnaires/habitants-2024.yaml')
  })

  it('has the same digest on Windows, and another when a word changes', async () => {
    const { digest, versions } = await readProgramme(MINIMAL)
    const file = join('indicators', 'alimentation.yaml')
    const text = await readFile(join(MINIMAL, file), 'utf8')
    const folder = await programmeWith('digest', MINIMAL)
    await writeFile(join(folder, file), text.replaceAll('\n', '\r\n'))
    expect((await readProgramme(folder)).digest).toBe(digest)
    await writeFile(join(folder, file), text.replace('Récoltent davantage', 'Récoltent plus'))
    const changed = await readProgramme(folder)
    expect(changed.digest).not.toBe(digest)
    expect(changed.versions.get('recoltes')).not.toBe(versions.get('recoltes'))
    expect(changed.versions.get('jardins')).toBe(versions.get('jardins'))
  })

  it('that is not there says so', async () => {
    const findings = await findingsOf(join(workshop, 'nowhere'))
    expect(findings.map(({ code }) => code)).toContain('folder-missing')
  })
})

describe('a programme folder that is wrong', async () => {
  it.each(await readdir(BAD))('is refused with every finding: %s', async (name) => {
    const folder = await programmeWith(name, join(BAD, name))
    const found = (await findingsOf(folder)).map(({ code, message }) => `${code} | ${message}`).join('\n')
    expect(`${found}\n`).toBe(await readFile(join(BAD, name, 'findings.txt'), 'utf8'))
  })
})
