import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import { answersTo } from '@retombees/ingest/choose-source'
import { DELIMITERS, type Delimiter, splitCsv } from '@retombees/ingest/read/csv'
import { decodeText } from '@retombees/ingest/read/decode-text'
import type { Programme } from '@retombees/programme/programme'
import { CSC, ROOT } from '../../support/published-home.ts'

/** A file that a source of the programme reads, taken apart so that it can be broken. */
export interface Base {
  readonly source: string
  /** How its files are called, the part that varies left out: `journal-bornes` of `journal-bornes*.csv`. */
  readonly stem: string
  readonly extension: string
  readonly delimiter: Delimiter
  /** Every line above the headings, the headings, and the rows. */
  readonly above: readonly (readonly string[])[]
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** One base for every source of a programme whose files are known here: those of the field, and those that were printed. */
export function basesOf({ sources }: Programme): Base[] {
  const golden = join(ROOT, 'packages/ingest/golden-field')
  const files = [
    ...readdirSync(golden).flatMap((folder) =>
      readdirSync(join(golden, folder))
        .filter((name) => name !== 'expected.json')
        .map((name) => join(golden, folder, name)),
    ),
    ...readdirSync(join(CSC, 'published'))
      .filter((name) => !name.endsWith('.md'))
      .map((name) => join(CSC, 'published', name)),
  ]
  return sources.flatMap((source) => {
    const path = files.find((one) => answersTo(one.split('/').at(-1) ?? '', source))
    if (path === undefined) return []
    const [pattern = ''] = source.files
    const { grid, delimiter } = gridOf(path)
    const at = Math.max(
      0,
      grid.findIndex(
        (row) => row.filter(Boolean).length >= Math.min(3, Math.max(...grid.map((r) => r.length))),
      ),
    )
    return [
      {
        source: source.id,
        stem: pattern.includes('*') ? pattern.slice(0, pattern.indexOf('*')) : pattern.replace(/\.\w+$/, ''),
        extension: /\.\w+$/.exec(path)?.[0] ?? '.csv',
        delimiter,
        above: grid.slice(0, at),
        header: grid[at] ?? [],
        rows: grid.slice(at + 1),
      },
    ]
  })
}

function gridOf(path: string): { grid: string[][]; delimiter: Delimiter } {
  const bytes = readFileSync(path)
  if (path.endsWith('.xlsx')) {
    const book = XLSX.read(bytes)
    const sheet = book.Sheets[book.SheetNames[0] ?? '']
    const grid = sheet ? XLSX.utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: '' }) : []
    return { grid, delimiter: ';' }
  }
  const { text } = decodeText(bytes, 'auto', path)
  if (path.endsWith('.jsonl')) {
    const objects = text
      .split('\n')
      .filter((line) => line.startsWith('{') && line.endsWith('}'))
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    const header = [...new Set(objects.flatMap((one) => Object.keys(one)))]
    return {
      grid: [header, ...objects.map((one) => header.map((key) => String(one[key] ?? '')))],
      delimiter: ',',
    }
  }
  const grids = DELIMITERS.map((delimiter) => ({
    delimiter,
    grid: splitCsv(text, delimiter, path).rows.map(({ cells }) => cells.map((cell) => cell ?? '')),
  }))
  const width = (grid: string[][]) => Math.max(0, ...grid.map((row) => row.length))
  return grids.sort((a, b) => width(b.grid) - width(a.grid))[0] as (typeof grids)[number]
}
