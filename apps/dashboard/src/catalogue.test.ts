import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CafCoverage } from '@retombees/contract/caf-report'
import { LedgerEntry } from '@retombees/contract/contribution-ledger'
import { CrossRefusal } from '@retombees/contract/cross-table'
import { Grade, Nature, Reading, SourceVoice, Strength, Voice } from '@retombees/contract/evidence'
import { AbsentFigure, BaseKind, IntervalEstimate, Provenance } from '@retombees/contract/figure'
import { IndicatorSheet } from '@retombees/contract/indicator'
import { Standing } from '@retombees/contract/judgement'
import { IngestOutcome, MendOutcome } from '@retombees/contract/load'
import { Locale } from '@retombees/contract/localized'
import { Dimension } from '@retombees/contract/query'
import { Role } from '@retombees/contract/role'
import { SqlFormat, SqlParameterType, SqlVerdict } from '@retombees/contract/sql'
import { describe, expect, it } from 'vitest'
import { typeset } from './format/typography.ts'
import en from './locales/en.json'
import fr from './locales/fr.json'
import { PAGE_GROUPS } from './shell/page-groups.ts'

const PLURAL = /_(zero|one|other)$/

type Tree = { [key: string]: string | Tree }

function flatten(tree: Tree, path: readonly string[] = []): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[[...path, key].join('.'), value] as [string, string]]
      : flatten(value, [...path, key]),
  )
}

const french = new Map(flatten(fr))
const english = new Map(flatten(en))
const known = new Set([...french.keys()].map((key) => key.replace(PLURAL, '')))

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(join(import.meta.dirname, file), 'utf8') }))

/** Every key that the code names in full: `t('a.b')`. */
const literal = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key = '']) => ({ file, key })),
)

/** Every family that the code completes at run time: the part of `t(`a.${b}.c`)` before the first value, and after it. */
const families = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/\bt\(\s*`([^`$]*)\$\{[^}]*\}([^`]*)`/g)].map(([, before = '', after = '']) => ({
    file,
    before,
    after,
  })),
)

/** What a family is completed with. A family without its values here fails the test. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  'account.signs_in_by.': ['password', 'oidc', 'demo'],
  'feder.': ['procurement', 'documents', 'publicity'],
  'feder.status.': ['not-recorded', 'partly', 'recorded'],
  'sign_in.refused.': ['unreachable', 'refused', 'lapsed', 'no-account'],
  'api.in.': ['path', 'query', 'header', 'cookie'],
  'absence.': AbsentFigure.shape.state.options,
  'axis.': ['month', 'quarter', 'school-year', 'civil-year'],
  'base.': BaseKind.options,
  'base_kind.': BaseKind.options,
  'caf.': ['visits', 'accompaniments', 'computerHelp', 'redirections'],
  'caf.state.': CafCoverage.shape.state.options,
  'contributions.': ['proposed', 'adopted', 'refused', 'pending'],
  'contributions.outcome.': LedgerEntry.shape.outcome.options,
  'flows.': ['once', 'same', 'moved'],
  'filter.': ['territory', 'centre', 'period', 'gender', 'age', 'kind', 'area'],
  'committee.grade.': Grade.options,
  'committee.provenance.': Provenance.options,
  'direction.': IndicatorSheet.shape.direction.options,
  'download.format.': ['csv', 'xlsx', 'parquet', 'json'],
  'follow_up.': ['not-reported', 'followed', 'in-progress', 'not-followed'],
  'grade.': Grade.options,
  'group.': PAGE_GROUPS.map(({ id }) => id),
  'judgement.standing.': Standing.options,
  'logic.column.': ['outputs', 'outcomes', 'impacts'],
  'method.': IntervalEstimate.shape.method.options,
  'nature.': Nature.options,
  'number.': ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'],
  'page.': pageIds(),
  'upload.doing.': ['sending', 'reading', 'loading', 'mending'],
  'upload.status.': IngestOutcome.shape.status.options,
  'upload.row.': MendOutcome.shape.status.options,
  'prototypes.source.': ['staff-table', 'residents-table', 'prose'],
  'provenance.': Provenance.options,
  'provenance_words.': Provenance.options,
  'reading.': Reading.options,
  'role.': Role.options,
  'sql.type.': SqlParameterType.options,
  'sql.format.': SqlFormat.options,
  'sql.verdict.': SqlVerdict.options,
  'sql.cut.': ['rows', 'bytes'],
  'completeness.measure.': [
    'participations',
    'head-counts',
    'held',
    'sessions',
    'outages',
    'passages',
    'proposals',
  ],
  'empty.role.': Role.options,
  'split.': Dimension.options,
  'says.': SourceVoice.shape.says.options,
  'shell.language.': Locale.options,
  'shell.scheme.': ['light', 'dark'],
  'strength.': Strength.options,
  'surveys.refusal.': CrossRefusal.shape.code.options,
  'threshold.': ['good', 'watch', 'bad'],
  'voice.': Voice.options,
}

function pageIds(): string[] {
  const routes = readFileSync(join(import.meta.dirname, 'routes.ts'), 'utf8')
  return [...routes.matchAll(/\bid: '([^']+)'/g)].map(([, id = '']) => id)
}

describe('the catalogues', () => {
  it('hold the same keys in French and in English', () => {
    expect([...english.keys()].sort()).toEqual([...french.keys()].sort())
  })

  it('take the same values in both languages', () => {
    for (const [key, text] of french) {
      const names = (given: string) => new Set(given.match(/\{\{\w+\}\}/g))
      const both = names(`${text} ${english.get(key)}`)
      for (const name of both) {
        if (name === '{{count}}' || name === '{{n}}') continue
        expect(text, key).toContain(name)
        expect(english.get(key), key).toContain(name)
      }
    }
  })

  it('hold every key that the code names', () => {
    expect(literal.length).toBeGreaterThan(80)
    expect(literal.filter(({ key }) => !known.has(key))).toEqual([])
  })

  it('hold every key that the code can complete', () => {
    expect(families.length).toBeGreaterThan(10)
    for (const { file, before, after } of families) {
      const values = VALUES[before]
      expect(values, `${file}: ${before}`).toBeDefined()
      for (const value of values ?? []) expect([...known], file).toContain(`${before}${value}${after}`)
    }
  })

  it('hold no key that the code never uses', () => {
    const used = new Set(literal.map(({ key }) => key))
    for (const { before, after } of families)
      for (const value of VALUES[before] ?? []) used.add(`${before}${value}${after}`)
    expect([...known].filter((key) => !used.has(key))).toEqual([])
  })

  it('say one and several wherever they say how many', () => {
    for (const key of french.keys()) {
      const stem = key.replace(PLURAL, '')
      if (stem !== key)
        expect([...french.keys()]).toEqual(expect.arrayContaining([`${stem}_one`, `${stem}_other`]))
    }
  })

  it('are set as French is set', () => {
    for (const [key, text] of french) expect(typeset(text, 'fr'), key).toBe(text)
  })

  it('leave no text in a component: what is said is in a catalogue', () => {
    const spoken = sources
      .filter(({ file }) => file.endsWith('.tsx'))
      .flatMap(({ text }) => [...text.matchAll(/>\s*([A-ZÀ-Ý]?[a-zà-ÿ]{3,}[^<>{}=;()]*)</g)])
      .map(([, words = '']) => words.trim())
    const names = ['Retombées', 'sha256', 'retombees ingest', 'return']
    expect(spoken.filter((words) => !names.includes(words))).toEqual([])
  })
})
