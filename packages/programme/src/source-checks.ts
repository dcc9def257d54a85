import { type Finding, finding } from './finding.ts'
import type { KnownIds, YamlFiles } from './known-ids.ts'
import { nearest } from './nearest.ts'
import { keyOf, type Path, select, valueAt } from './path.ts'
import { variablesOf } from './questionnaire-checks.ts'
import { unknownName } from './references.ts'
import type { YamlFile } from './yaml-file.ts'

const at = (file: YamlFile, path: Path) => ({
  file: file.name,
  row: file.lineOf(path),
  key: keyOf(file.value, path),
})

/** The table of a source whose rows are answers: each questionnaire has its own. */
export const ANSWERS = 'responses'

/** The questionnaire under which printed facts stand in the tallies. */
export const FACTS = 'fait'

/**
 * What holds inside a source and between sources: a field is filled once; totals and checks speak of fields that
 * exist; a file name answers to one source; the columns that become rows become what their key holds.
 */
export function checkSources(files: YamlFiles, known: KnownIds): Finding[] {
  const sources = files.get('sources') ?? []
  return [
    ...sources.flatMap((file) => filledTwice(file)),
    ...sources.flatMap((file) => unknownFields(file)),
    ...sources.flatMap((file) => unpivotKeys(file, files)),
    ...sources.flatMap((file) => questionnaireNames(file, known)),
    ...sources.flatMap((file) => answersOf(file)),
    ...sources.flatMap((file) => variableNames(file, files, known)),
    ...sameNames(sources),
  ]
}

function fieldsOf(file: YamlFile): { id: string; path: Path }[] {
  const keys = ['constants', 'fields'].flatMap((block) =>
    select(file.value, `${block}.*`).map(({ path }) => ({ id: String(path[1]), path })),
  )
  const unpivoted = ['unpivot.key', 'unpivot.value', 'person.field'].flatMap((pattern) =>
    select(file.value, pattern).map(({ path, value }) => ({ id: String(value), path })),
  )
  return [...keys, ...unpivoted]
}

function filledTwice(file: YamlFile): Finding[] {
  const first = new Map<string, number>()
  return fieldsOf(file).flatMap(({ id, path }) => {
    const line = first.get(id)
    if (line === undefined) {
      first.set(id, file.lineOf(path))
      return []
    }
    const problem = `le champ « ${id} » est déjà rempli à la ligne ${line}`
    return [
      finding({ code: 'filled-twice', ...at(file, path), problem, remedy: 'ne le remplir qu’une fois' }),
    ]
  })
}

function unknownFields(file: YamlFile): Finding[] {
  const fields = fieldsOf(file).map(({ id }) => id)
  const set = select(file.value, 'unpivot.columns.*.set.*').map(({ path }) => String(path.at(-1)))
  const counted = select(file.value, 'checks.*.by').flatMap((by) =>
    [...fields, ...set].includes(String(by.value)) ? [] : [by],
  )
  return [
    ...select(file.value, 'totals.field'),
    ...select(file.value, 'checks.*.fields.*'),
    ...counted,
  ].flatMap(({ path, value }) => {
    if (typeof value !== 'string' || fields.includes(value)) return []
    const close = nearest(value, fields)
    return [
      unknownName(file, path, value, {
        problem: `champ « ${value} » : cette source ne le remplit pas`,
        remedy: close ? `écrire « ${close} »` : `choisir parmi : ${[...new Set(fields)].join(', ')}`,
      }),
    ]
  })
}

const KEYED: Readonly<Record<string, string>> = Object.freeze({
  criterion: 'partnerCriteria',
  funder: 'funders',
  territory: 'territories',
  centre: 'centres',
})

function unpivotKeys(file: YamlFile, files: YamlFiles): Finding[] {
  const [programme] = files.get('programme') ?? []
  const [key] = select(file.value, 'unpivot.key')
  const list = KEYED[String(key?.value)]
  if (!programme || !list) return []
  const ids = select(programme.value, `${list}.*.id`).map(({ value }) => String(value))
  return select(file.value, 'unpivot.columns.*.key').flatMap(({ path, value }) => {
    if (ids.includes(String(value))) return []
    const close = nearest(String(value), ids)
    return [
      unknownName(file, path, String(value), {
        problem: `« ${String(value)} » : absent de ${list} dans programme.yaml`,
        remedy: close ? `écrire « ${close} »` : `choisir parmi : ${ids.join(', ')}`,
      }),
    ]
  })
}

function questionnaireNames(file: YamlFile, known: KnownIds): Finding[] {
  const places = known.places.get('questionnaire')
  if (!places) return []
  const remedy = 'le définir dans un fichier du dossier questionnaires/'
  return ['constants.questionnaire', 'fields.questionnaire.codes.*'].flatMap((pattern) =>
    unknownIn(file, pattern, [FACTS, ...places.keys()], 'questionnaire inconnu', remedy),
  )
}

/** A source of answers says to which questionnaire, and no other source does. */
function answersOf(file: YamlFile): Finding[] {
  const [table] = select(file.value, 'table')
  const [questionnaire] = select(file.value, 'questionnaire')
  if ((table?.value === ANSWERS) === (questionnaire !== undefined)) return []
  const path = (questionnaire ?? table)?.path ?? []
  const problem = questionnaire
    ? `une source qui dit son questionnaire remplit la table « ${ANSWERS} »`
    : `une source de la table « ${ANSWERS} » dit à quel questionnaire ses lignes répondent`
  const remedy = questionnaire ? `écrire table: ${ANSWERS}` : 'ajouter questionnaire: et son identifiant'
  return [finding({ code: 'answers-without-questionnaire', ...at(file, path), problem, remedy })]
}

/** A variable is a question, an item or a fact where its source says of which questionnaire; elsewhere it is a column that is counted by. */
function variableNames(file: YamlFile, files: YamlFiles, known: KnownIds): Finding[] {
  if (!['constants', 'fields'].some((block) => valueAt(file.value, [block, 'questionnaire']) !== undefined))
    return []
  const facts = known.places.get('fact')
  if (!facts || !known.places.get('questionnaire')) return []
  const variables = (files.get('questionnaires') ?? []).flatMap((one) => variablesOf(one.value))
  const ids = [...variables.map(({ id }) => id), ...facts.keys()]
  const remedy = 'le définir dans un questionnaire, ou parmi les facts de programme.yaml'
  return unknownIn(file, 'fields.variable.codes.*', ids, 'question, item ou fait inconnu', remedy)
}

function unknownIn(
  file: YamlFile,
  pattern: string,
  ids: readonly string[],
  words: string,
  otherwise: string,
): Finding[] {
  return select(file.value, pattern).flatMap(({ path, value }) => {
    if (ids.includes(String(value))) return []
    const close = nearest(String(value), ids)
    return [
      unknownName(file, path, String(value), {
        problem: `${words} « ${String(value)} »`,
        remedy: close ? `écrire « ${close} »` : otherwise,
      }),
    ]
  })
}

function sameNames(sources: readonly YamlFile[]): Finding[] {
  const first = new Map<string, { file: string; row: number }>()
  return sources.flatMap((file) =>
    select(file.value, 'files.*').flatMap(({ path, value }) => {
      const name = String(value).toLowerCase()
      const other = first.get(name)
      if (!other) {
        first.set(name, { file: file.name, row: file.lineOf(path) })
        return []
      }
      const problem = `le nom de fichier « ${String(value)} » est déjà celui d’une autre source (${other.file}, ligne ${other.row})`
      const remedy = 'donner à chaque source des noms de fichier distincts'
      return [finding({ code: 'same-file-name', ...at(file, path), problem, remedy })]
    }),
  )
}
