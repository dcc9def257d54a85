import type { z } from 'zod'
import { checkConcerns } from './concerns.ts'
import { type DefinitionKind, readDefinitionTexts } from './definition-files.ts'
import { digestOf, digestOfTexts } from './digest.ts'
import { ProgrammeError } from './errors.ts'
import { checkEvaluation } from './evaluation-checks.ts'
import { EvaluationFile } from './evaluation-file.ts'
import { FederFile } from './feder-file.ts'
import type { Finding } from './finding.ts'
import { IndicatorsFile } from './indicators-file.ts'
import { knownIds } from './known-ids.ts'
import { checkLogicModels } from './logic-model-checks.ts'
import { LogicModelsFile } from './logic-models-file.ts'
import { placesOf } from './places.ts'
import type { Programme } from './programme.ts'
import { ProgrammeFile } from './programme-file.ts'
import { checkPublication } from './publication-checks.ts'
import { PublicationFile } from './publication-file.ts'
import { QueriesFile } from './queries-file.ts'
import { checkQuestionnaires, checkSurveyMeasures } from './questionnaire-checks.ts'
import { QuestionnaireFile } from './questionnaire-file.ts'
import { followReferences } from './references.ts'
import { checkSchema } from './schema-findings.ts'
import { checkSources } from './source-checks.ts'
import { SourceFile } from './source-file.ts'
import { checkVocabularies } from './vocabulary-checks.ts'
import { VocabularyFile } from './vocabulary-file.ts'
import { parseYaml, type YamlFile } from './yaml-file.ts'

/**
 * Reads a programme definition from its folder and checks all of it: YAML, schema, ids, and every reference from one
 * definition to another. Throws a `ProgrammeError` that holds everything wrong, each with file, line, key, what was
 * found, what was expected and what to do.
 */
export async function readProgramme(folder: string): Promise<Programme> {
  const { texts, findings: filing } = await readDefinitionTexts(folder)
  const findings: Finding[] = [...filing]
  const files = new Map<DefinitionKind, YamlFile[]>()
  const unreadable = new Set<DefinitionKind>()
  for (const { kind, name, text } of texts) {
    const parsed = parseYaml(name, text)
    findings.push(...parsed.findings)
    if (parsed.file) files.set(kind, [...(files.get(kind) ?? []), parsed.file])
    else unreadable.add(kind)
  }
  for (const kind of ['programme', 'logic-models', 'evaluation'] as const)
    if (!files.has(kind)) unreadable.add(kind)

  const checked = <T>(kind: DefinitionKind, schema: z.ZodType<T>): T[] =>
    (files.get(kind) ?? []).flatMap((file) => {
      const { definition, findings: departures } = checkSchema(file, schema)
      findings.push(...departures)
      return definition === null ? [] : [definition]
    })
  const programmes = checked('programme', ProgrammeFile)
  const logicModels = checked('logic-models', LogicModelsFile)
  const evaluations = checked('evaluation', EvaluationFile)
  const publications = checked('publication', PublicationFile)
  const [feder] = checked('feder', FederFile)
  const indicatorFiles = checked('indicators', IndicatorsFile)
  const questionnaires = checked('questionnaires', QuestionnaireFile)
  const vocabularies = checked('vocabularies', VocabularyFile)
  const sources = checked('sources', SourceFile)
  const queryFiles = checked('queries', QueriesFile)

  const { known, findings: ids } = knownIds(files, unreadable)
  const places = placesOf(files, known)
  findings.push(
    ...ids,
    ...followReferences(files, known),
    ...checkLogicModels(files, known),
    ...checkQuestionnaires(files),
    ...checkSurveyMeasures(files, known),
    ...checkEvaluation(files),
    ...checkSources(files, known),
    ...checkVocabularies(files, known),
    ...checkPublication(files, known),
    ...(unreadable.size === 0 ? checkConcerns(files, places) : []),
  )
  const [programme] = programmes
  const [models] = logicModels
  const [evaluation] = evaluations
  if (findings.length > 0 || !programme || !models || !evaluation)
    throw new ProgrammeError(folder, inOrder(findings))

  const indicators = indicatorFiles.flatMap((file) => file.indicators)
  return {
    ...programme,
    folder,
    files: texts.map(({ name }) => name),
    digest: digestOfTexts(new Map(texts.map(({ name, text }) => [name, text]))),
    logicModels: models.logicModels,
    questions: evaluation.questions,
    families: evaluation.families,
    ...(feder ? { feder } : {}),
    evidenceSources: indicatorFiles.flatMap((file) => file.evidenceSources),
    indicators,
    versions: new Map(indicators.map((indicator) => [indicator.id, digestOf(indicator)])),
    questionnaires,
    vocabularies,
    sources,
    publication: publications[0] ?? PublicationFile.parse({}),
    queries: queryFiles.flatMap((file) => file.queries),
    places,
  }
}

function inOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) => (a.file ?? '').localeCompare(b.file ?? '', 'fr') || (a.row ?? 0) - (b.row ?? 0),
  )
}
