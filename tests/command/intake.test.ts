import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { watchFolder } from '@retombees/cli/watch-folder'
import type { IngestOutcome, MendOutcome } from '@retombees/contract/load'
import { asWriter } from '@retombees/pipeline/writer'
import { readProgramme } from '@retombees/programme/read-programme'
import { openHome } from '@retombees/warehouse/home'
import { afterAll, describe, expect, it } from 'vitest'
import { retombees } from '../support/command.ts'
import { CSC } from '../support/published-home.ts'

const folder = mkdtempSync(join(tmpdir(), 'retombees-intake-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const home = (name: string) => ({ RETOMBEES_HOME: join(folder, name), RETOMBEES_PROGRAMME: CSC })
const POSTS = (cell: string) =>
  `N°;Poste;Centre;Territoire;Mutualisé;Contrat;Prise de poste;Départ\np1;Coordination;;Croissant sud;oui;CDI;${cell};\np2;Animation;echo;;non;CDD;01/03/2018;\n`
const written = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

describe('what a coordinator drops', () => {
  it('may come by standard input under a name, with how far it has come told apart from what became of it', async () => {
    const call = ['ingest', '-', '--name', 'postes-2018.csv', '--json', '--progress', '--dry-run']
    const result = await retombees(call, home('piped'), POSTS('01/01/2018'))
    expect(result.code, result.err).toBe(0)
    const lines = result.json<Record<string, unknown>>()
    expect(lines.filter((line) => 'progress' in line).length).toBeGreaterThan(0)
    expect(lines.filter((line) => !('progress' in line))).toEqual([
      expect.objectContaining({ source: 'postes', status: 'loaded', load_id: null, rows_loaded: 2 }),
    ])
    const nameless = await retombees(['ingest', '-'], home('piped'), POSTS('01/01/2018'))
    expect([nameless.code, nameless.err]).toEqual([2, expect.stringContaining('--name')])
  })

  it('may be a pattern in quotes; one that finds nothing is said, and a dry run says that nothing was loaded', async () => {
    written('postes-a.csv', POSTS('01/01/2018'))
    written('postes-b.csv', POSTS('01/02/2018'))
    const dry = await retombees(['ingest', join(folder, 'postes-[ab].csv'), '--dry-run'], home('pattern'))
    expect(dry.code, dry.err).toBe(0)
    expect(dry.out).toMatch(/postes-a\.csv +à charger/)
    expect(dry.out).toMatch(/postes-b\.csv +à charger/)
    expect(dry.out).toMatch(/Rien n’a été chargé/)
    const none = await retombees(['ingest', join(folder, 'rien-*.csv')], home('pattern'))
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('rien-*.csv')])
  })

  it('is set aside, exported, mended in a spreadsheet and taken back', async () => {
    const env = home('mended')
    const ingested = await retombees(['ingest', written('postes-c.csv', POSTS('31/02/2018')), '--json'], env)
    expect(ingested.json<IngestOutcome>()[0]).toMatchObject({ rows_loaded: 1, rows_quarantined: 1 })
    const file = join(folder, 'à-corriger.csv')
    const exported = await retombees(['quarantine', '--export', file], env)
    expect(exported.out, exported.err).toMatch(/1 ligne de postes-c\.csv/)
    const text = readFileSync(file, 'utf8')
    expect(text).toMatch(/^\uFEFFchargement;ligne;code;à faire;N°;Poste/)
    // The cell, and not the message that quotes it.
    writeFileSync(file, text.replace(/;31\/02\/2018;/, ';28/02/2018;'))
    const mended = await retombees(['mend', file, '--json'], env)
    expect(mended.code, mended.err).toBe(0)
    expect(mended.json<MendOutcome>()).toMatchObject([{ row_no: 2, status: 'mended' }])
    expect((await retombees(['quarantine'], env)).out).toMatch(/Aucune ligne/)
    expect((await retombees(['rebuild'], env)).code).toBe(0)
    expect((await retombees(['quarantine'], env)).out).toMatch(/Aucune ligne/)
  }, 60_000)
})

describe('a folder that is watched', () => {
  it('is read file by file as each is complete; errors, locks and unfinished files do not stop it', async () => {
    const drop = join(folder, 'dépôt')
    mkdirSync(drop)
    writeFileSync(join(drop, 'postes-avant.csv'), POSTS('01/01/2018'))
    const watched = openHome(join(folder, 'watched'))
    const stop = new AbortController()
    const outcomes: IngestOutcome[] = []
    const failures: unknown[] = []
    let wake = () => {}
    const until = async (done: () => boolean) => {
      while (!done()) await new Promise<void>((resolve) => (wake = resolve))
    }
    const now = () => new Date()
    const ended = watchFolder(watched, () => readProgramme(CSC), drop, {
      now,
      settle: 150,
      signal: stop.signal,
      onFile: (outcome) => {
        outcomes.push(outcome)
        wake()
      },
      onFailure: (error) => {
        failures.push(error)
        wake()
      },
    })
    await until(() => outcomes.length === 1)

    // Written in two goes under a name that says so, then renamed.
    writeFileSync(join(drop, 'postes-après.csv.part'), POSTS('01/02/2018').slice(0, 90))
    writeFileSync(join(drop, 'inconnu.csv'), 'a;b\n1;2\n')
    await until(() => outcomes.length === 2)
    appendFileSync(join(drop, 'postes-après.csv.part'), POSTS('01/02/2018').slice(90))
    renameSync(join(drop, 'postes-après.csv.part'), join(drop, 'postes-après.csv'))
    await until(() => outcomes.length === 3)

    // Somebody else writes: said, and tried again once they have done.
    await asWriter(watched, 'rebuild', now, async () => {
      writeFileSync(join(drop, 'postes-fin.csv'), POSTS('01/03/2018'))
      await until(() => failures.length > 0)
    })
    await until(() => outcomes.length === 4)
    // A file that changes after it was loaded takes the place of what it was.
    writeFileSync(join(drop, 'postes-fin.csv'), POSTS('02/03/2018'))
    await until(() => outcomes.length === 5)
    stop.abort()
    await ended

    expect(outcomes.map(({ file, status }) => [file.slice(drop.length + 1), status])).toEqual([
      ['postes-avant.csv', 'loaded'],
      ['inconnu.csv', 'refused'],
      ['postes-après.csv', 'loaded'],
      ['postes-fin.csv', 'loaded'],
      ['postes-fin.csv', 'loaded'],
    ])
    expect(outcomes.at(-1)?.reason).toMatch(/remplace/)
    expect(failures.every((error) => error instanceof Error && error.name === 'LockedError')).toBe(true)
  }, 60_000)
})
