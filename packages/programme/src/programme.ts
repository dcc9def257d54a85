import type { EvaluationFile } from './evaluation-file.ts'
import type { FederFile } from './feder-file.ts'
import type { IndicatorDefinition, IndicatorsFile } from './indicators-file.ts'
import type { LogicModel } from './logic-models-file.ts'
import type { ProgrammeFile } from './programme-file.ts'
import type { PublicationFile } from './publication-file.ts'
import type { QueriesFile } from './queries-file.ts'
import type { QuestionnaireFile } from './questionnaire-file.ts'
import type { SourceFile } from './source-file.ts'
import type { VocabularyFile } from './vocabulary-file.ts'

/** Where a definition stands: file relative to the programme folder, 1-based line. */
export interface Place {
  readonly file: string
  readonly line: number
}

/** A programme definition that has been read and checked: every reference in it resolves. */
export interface Programme extends ProgrammeFile {
  /** Folder it was read from. */
  readonly folder: string
  /** Names of its definition files, relative to the folder: what a snapshot must copy. */
  readonly files: readonly string[]
  /** Digest of all its definition files. */
  readonly digest: string
  readonly logicModels: readonly LogicModel[]
  readonly questions: EvaluationFile['questions']
  readonly families: EvaluationFile['families']
  /** What a control of the ERDF opens; absent where the programme has none. */
  readonly feder?: FederFile
  readonly evidenceSources: IndicatorsFile['evidenceSources']
  readonly indicators: readonly IndicatorDefinition[]
  /** Digest of the normalised definition of each indicator: its version. */
  readonly versions: ReadonlyMap<string, string>
  readonly questionnaires: readonly QuestionnaireFile[]
  /** Versioned lists of codes. */
  readonly vocabularies: readonly VocabularyFile[]
  readonly sources: readonly SourceFile[]
  /** What leaves the house for funders, directors and shared links. */
  readonly publication: PublicationFile
  /** Example queries for those who ask in SQL. */
  readonly queries: QueriesFile['queries']
  /**
   * Where each definition stands, by `kind:id` (`indicator:…`, `source:…`, `correspondence:…`, `prototype:…`). A box
   * drawn in two diagrams is under `node:id` at its first place and under `node:model/id` in each; a question or item
   * of a questionnaire is under `item:questionnaire/id`.
   */
  readonly places: ReadonlyMap<string, Place>
}
