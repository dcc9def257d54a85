import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Programme } from '@retombees/programme/programme'
import { ProgrammeFile } from '@retombees/programme/programme-file'
import { QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import { SourceFile } from '@retombees/programme/source-file'
import { VocabularyFile } from '@retombees/programme/vocabulary-file'
import { parse } from 'yaml'
import { type Conformed, conform } from './conform.ts'
import { isIngestError } from './errors.ts'
import { readFile } from './read-file.ts'

export const GOLDEN = join(import.meta.dirname, '../golden')

/** One folder of `golden/`: a source, a file, and what becomes of it. */
export interface GoldenCase {
  readonly name: string
  readonly source: SourceFile
  readonly file: string
  readonly bytes: Uint8Array
  readonly expected: unknown
}

export function goldenCase(name: string): GoldenCase {
  const folder = join(GOLDEN, name)
  const file = readdirSync(folder).find((one) => one !== 'source.yaml' && one !== 'expected.json')
  if (!file) throw new Error(`golden/${name} has no input file`)
  const read = (one: string) => readFileSync(join(folder, one), 'utf8')
  return {
    name,
    source: SourceFile.parse(parse(read('source.yaml'))),
    file,
    bytes: readFileSync(join(folder, file)),
    get expected() {
      return JSON.parse(read('expected.json')) as unknown
    },
  }
}

export function goldenNames(): string[] {
  return readdirSync(GOLDEN, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/** The programme the cases refer to. */
export function goldenProgramme(): Programme {
  const {
    questionnaires,
    vocabularies = [],
    ...programme
  } = parse(readFileSync(join(GOLDEN, 'programme.yaml'), 'utf8'))
  return {
    ...ProgrammeFile.parse(programme),
    questionnaires: QuestionnaireFile.array().parse(questionnaires),
    vocabularies: VocabularyFile.array().parse(vocabularies),
    folder: GOLDEN,
    files: [],
    digest: '',
    logicModels: [],
    questions: [],
    families: [],
    evidenceSources: [],
    indicators: [],
    versions: new Map(),
    sources: [],
    publication: { asRecorded: [], cubes: [] },
    queries: [],
    places: new Map(),
  }
}

export const LOADING = Object.freeze({ loadId: 'load-1', receivedOn: '2019-06-30' })

/** What became of the file, as `expected.json` writes it: the rows and all that was set aside, or why it was refused. */
export function outcomeOf(read: () => Conformed): Record<string, unknown> {
  try {
    const { table, provenance, counts, rows, quarantined, ignored, warnings, raw } = read()
    return { table, provenance, counts, rows, quarantined, ignored, warnings, raw }
  } catch (error) {
    if (!isIngestError(error)) throw error
    return { refused: error.finding }
  }
}

export function conformCase({ bytes, file, source }: GoldenCase, programme: Programme): Conformed {
  return conform(readFile(bytes, file, source), source, programme, LOADING)
}
