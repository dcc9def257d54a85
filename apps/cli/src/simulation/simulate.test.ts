import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chooseSource } from '@retombees/ingest/choose-source'
import { splitCsv } from '@retombees/ingest/read/csv'
import { SIMULATED_MARKER } from '@retombees/ingest/simulated-marker'
import type { Programme } from '@retombees/programme/programme'
import { readProgramme } from '@retombees/programme/read-programme'
import { SourceFile } from '@retombees/programme/source-file'
import { beforeAll, describe, expect, it } from 'vitest'
import { UsageError } from '../environment.ts'
import type { SimulatedFile } from './file.ts'
import { simulate } from './simulate.ts'
import { writeFiles } from './write-files.ts'

const ROOT = join(import.meta.dirname, '../../../..')
const SMALL = { sessions: 600, attendances: 200, respondents: 40 }
const digest = (files: readonly SimulatedFile[]) =>
  createHash('sha256')
    .update(files.map(({ name, text }) => `${name}\n${text}`).join('\n'))
    .digest('hex')
const rowsOf = (files: readonly SimulatedFile[], source: string) =>
  files.filter((file) => file.source === source).flatMap(({ text }) => text.trimEnd().split('\n').slice(2))

describe('the simulation of a programme', () => {
  let csc: Programme
  let files: SimulatedFile[]
  beforeAll(async () => {
    csc = await readProgramme(join(ROOT, 'data/csc'))
    files = simulate(csc, 7, SMALL)
  })

  it('gives the same bytes for the same seed, and others for another', () => {
    expect(digest(simulate(csc, 7, SMALL))).toBe(digest(files))
    expect(digest(simulate(csc, 8, SMALL))).not.toBe(digest(files))
  })

  it('has a file for every source of the field, which answers to its name and bears the marker', () => {
    const collected = csc.sources.filter(({ provenance }) => provenance === 'field').map(({ id }) => id)
    expect(new Set(files.map(({ source }) => source))).toEqual(new Set(collected))
    for (const { name, source, text } of files) {
      expect(chooseSource(name, csc.sources).id).toBe(source)
      expect(text.split('\n')[0]).toContain(SIMULATED_MARKER)
    }
  })

  it('is about as large as it is asked to be', () => {
    const sessions = [...rowsOf(files, 'journal-bornes'), ...rowsOf(files, 'journal-bornes-jsonl')]
    expect(Math.abs(sessions.length - SMALL.sessions)).toBeLessThan(120)
    expect(rowsOf(files, 'journal-bornes').length).toBeGreaterThan(sessions.length / 2)
    expect(Math.abs(rowsOf(files, 'feuilles-presence').length - SMALL.attendances)).toBeLessThan(120)
    expect(rowsOf(simulate(csc, 7, { ...SMALL, sessions: 0 }), 'journal-bornes')).toEqual([])
  })

  it('leaves one centre without a kiosk at the end, and one without attendance sheets', () => {
    const standing = rowsOf(files, 'bornes-installees').filter((row) => row.endsWith(';'))
    const label = (row: string) => row.split(';')[1] ?? ''
    expect(new Set(standing.map(label)).size).toBe(csc.centres.length - 1)
    const counted = new Set(rowsOf(files, 'decomptes-ateliers').map(label))
    const sheets = files.filter(({ source }) => source === 'feuilles-presence')
    expect(counted.size).toBe(1)
    expect(sheets.some(({ text }) => text.includes([...counted][0] ?? ''))).toBe(false)
  })

  it('opens fewer sessions in summer than in spring, none on a public holiday', () => {
    const months = rowsOf(simulate(csc, 7, { ...SMALL, sessions: 6000 }), 'journal-bornes').map(
      (row) => /(\d{4}-\d{2}-\d{2})T/.exec(row)?.[1] ?? '',
    )
    const in2019 = (month: string) => months.filter((day) => day.startsWith(`2019-${month}`)).length
    expect(in2019('08')).toBeLessThan(in2019('06') * 0.8)
    expect(months.filter((day) => day.endsWith('-05-01') || day.endsWith('-12-25'))).toEqual([])
  })

  it('follows the definition it is given: other centres, other years, fewer sources', async () => {
    const { territories, centres } = await readProgramme(join(ROOT, 'data/flandre-maritime'))
    const label = { fr: 'Projet' }
    const other: Programme = {
      ...csc,
      territories,
      centres,
      periods: [{ id: 'projet', label, start: '2021-01-01', end: '2021-12-31' }],
      // A plan with a column a year is of its own years.
      sources: csc.sources.filter(
        ({ table, questionnaire, unpivot }) =>
          table !== 'reception_visits' && questionnaire !== 'staff-2018' && unpivot?.key !== 'year',
      ),
    }
    const theirs = simulate(other, 7, SMALL)
    expect(rowsOf(theirs, 'registre-accueil')).toEqual([])
    expect(rowsOf(theirs, 'calendrier-ateliers').length).toBeGreaterThan(5)
    for (const text of [...csc.centres.map((centre) => centre.label.fr), '2018'])
      expect(JSON.stringify(theirs)).not.toContain(text)
  })

  it('answers a questionnaire as its codebook says: its codes, its filters, its limits', () => {
    const source = SourceFile.parse({
      id: 'salaries',
      label: 'Salariés',
      files: ['salaries*.csv'],
      table: 'responses',
      questionnaire: 'staff-2018',
      provenance: 'field',
      format: { kind: 'csv', delimiter: ',' },
      fields: { territory: { column: 'Territoire', type: 'code', codes: 'territories' } },
    })
    const [file] = simulate({ ...csc, sources: [source] }, 7, { ...SMALL, respondents: 200 })
    const grid = splitCsv(file?.text ?? '', ',', 'salaries.csv')
    const [, headings = [], ...rows] = grid.rows.map(({ cells }) => cells.map((cell) => cell ?? ''))
    expect(headings).toHaveLength(1 + 8 + 1 + 5 + 1 + 1 + 1)
    expect(rows.length).toBeGreaterThan(75)
    const asked = csc.questionnaires.find(({ id }) => id === 'staff-2018')
    const scale = asked?.codeLists[0]?.codes.map(({ label }) => label.fr) ?? []
    const [immersion, words] = [/^5\./, /^8\./].map((asked) => headings.findIndex((one) => asked.test(one)))
    for (const row of rows.filter((cells) => cells.length === headings.length)) {
      for (const at of headings.flatMap((heading, index) => (heading.includes('[') ? [index] : [])))
        expect(['', ...scale]).toContain(row[at])
      expect((row[words ?? 0] ?? '').split(';').length).toBeLessThanOrEqual(3)
      const notAssociated = row[immersion ?? 0]?.includes('pas été associé')
      const asked = headings.flatMap((heading, at) => (heading.startsWith('6.') ? [row[at]] : []))
      if (notAssociated) expect(asked.every((cell) => cell === '')).toBe(true)
    }
  })

  it('says what a programme lacks', () => {
    expect(() => simulate({ ...csc, centres: [] }, 7, SMALL)).toThrow(UsageError)
  })
})

describe('the folder of simulated files', () => {
  it('holds those of the last run, beside what else was there, and never in the place of a file that was collected', () => {
    const folder = mkdtempSync(join(tmpdir(), 'retombees-simulated-'))
    const file = (name: string) => ({
      name,
      source: 's',
      rows: 1,
      text: `# ${SIMULATED_MARKER} seed=1\na\n1\n`,
    })
    try {
      writeFileSync(join(folder, 'notes.txt'), 'à moi')
      writeFiles(folder, [file('a.csv'), file('b.csv')])
      writeFiles(folder, [file('b.csv')])
      expect(readdirSync(folder).sort()).toEqual(['b.csv', 'notes.txt'])
      expect(() => writeFiles(folder, [file('notes.txt')])).toThrow(UsageError)
      expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('à moi')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
