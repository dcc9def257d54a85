import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const MODEL = join(ROOT, 'packages/model/src')

/** What the model may know of the warehouse: what tables hold, never what holds them. */
const KNOWN = [
  'cube-cells',
  'database',
  'face-engine',
  'lines-as-read',
  'releases',
  'snapshot-manifest',
  'table',
  'tables',
]

/** What an engine must be able to compute, besides comparing: to be said in docs/scale.md too. */
const ASKED = [
  'cast',
  'coalesce',
  'count',
  'date_diff',
  'decimal',
  'distinct',
  'extract',
  'filter',
  'greatest',
  'grouping',
  'grouping_id',
  'isodow',
  'left',
  'max',
  'min',
  'right',
  'sets',
  'stddev_samp',
  'strftime',
  'string_agg',
  'sum',
  'trim',
]

const sources = readdirSync(MODEL, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.includes('fixtures'))
  .map((name) => ({ name, text: readFileSync(join(MODEL, name), 'utf8') }))

describe('the engine seam', () => {
  it('hides the engine from the model: it knows the tables of a face and how to ask, and nothing that opens a file', () => {
    const seen = sources.flatMap(({ name, text }) =>
      [...text.matchAll(/from '(@retombees\/warehouse\/([a-z-]+)|@duckdb[^']*|node:fs[^']*)'/g)]
        .filter(
          ([, whole, part]) => part === undefined || !KNOWN.includes(part) || whole?.startsWith('@duckdb'),
        )
        .map(([, whole]) => `${name} imports ${whole}`),
    )
    expect(seen).toEqual([])
    expect(sources.length).toBeGreaterThan(100)
  })

  it('asks an engine for nothing but filters and grouped aggregates, by functions that are listed', () => {
    const asked = new Map<string, string>()
    for (const { name, text } of sources)
      for (const [, sql = ''] of text.matchAll(/\bsql(?:<[^`]*?>)?`((?:[^`\\]|\\.)*)`/g))
        for (const [, called = ''] of sql.replaceAll(/\$\{[^}]*\}/g, '').matchAll(/(?<!\.)\b([a-z_]+)\s?\(/g))
          if (!WORDS.includes(called)) asked.set(called, relative(ROOT, join(MODEL, name)))
    const odd = [...asked].filter(([called]) => !ASKED.includes(called))
    expect(odd).toEqual([])
  })

  it('tells a second engine the same in docs/scale.md', () => {
    const page = readFileSync(join(ROOT, 'docs/scale.md'), 'utf8')
    expect(ASKED.filter((called) => !page.includes(`\`${called}\``))).toEqual([])
  })
})

/** Words of the language that a parenthesis may follow. */
const WORDS = [
  'and',
  'as',
  'by',
  'case',
  'else',
  'exists',
  'from',
  'in',
  'not',
  'or',
  'over',
  'select',
  'then',
  'values',
  'when',
  'where',
]
