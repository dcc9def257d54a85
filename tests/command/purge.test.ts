import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { retombees } from '../support/command.ts'

const SHEET = `Atelier;Centre;Date;Type;Nom;Prénom;Année de naissance
AT-1;echo;31/01/2019;Formation;Dupont;Marie;1980
AT-2;arbrisseau;01/02/2019;Formation;DUPONT;Marie;1980
AT-1;echo;31/01/2019;Formation;Martin;Paul;1955
`

describe('retombees purge', () => {
  let folder: string
  let env: Record<string, string>
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'retombees-purge-'))
    env = { RETOMBEES_HOME: join(folder, 'home') }
    writeFileSync(join(folder, 'feuilles-presence.csv'), SHEET)
    expect((await retombees(['ingest', join(folder, 'feuilles-presence.csv')], env)).code).toBe(0)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('reads identifiers on standard input, says where they are, erases them, and repeats none of them', async () => {
    const asked = 'nom: marie DUPONT\nnaissance: 1980-05-02\n'
    const seen = await retombees(['purge', '--dry-run', '--json'], env, asked)
    expect(seen.json()).toMatchObject([{ dry_run: true, loads: [{ rows: 2, in_force: true }], store: [] }])
    const done = await retombees(['purge', '--by', 'déléguée'], env, asked)
    expect([done.code, done.err]).toEqual([0, ''])
    expect(done.out).toContain('docs/effacement.md')
    for (const { out, err } of [seen, done]) expect(out + err).not.toMatch(/dupont|marie|1980/i)
    expect(readFileSync(join(env.RETOMBEES_HOME ?? '', 'ledger.jsonl'), 'utf8')).toContain('"by":"déléguée"')
    const again = await retombees(['purge', '--dry-run', '--json'], env, asked)
    expect(again.json()).toMatchObject([{ loads: [], namesakes: 0 }])
    const wrong = await retombees(['purge'], env, 'Marie Dupont\n')
    expect([wrong.code, wrong.err]).toEqual([2, expect.not.stringMatching(/dupont/i)])
  })

  it('says until when each load is kept, and that nothing is due', async () => {
    const [load] = (await retombees(['retention', '--json'], env)).json<{ state: string; until: string }>()
    expect(load).toMatchObject({ state: 'kept', until: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) })
    expect((await retombees(['retention', '--apply'], env)).out).toContain('gardé')
  })
})
