import { type Finding, finding } from './finding.ts'
import type { KnownIds, YamlFiles } from './known-ids.ts'
import { nearest } from './nearest.ts'
import { isBlock, keyOf, type Path, type Selected, select } from './path.ts'
import { unknownName } from './references.ts'
import type { YamlFile } from './yaml-file.ts'

/** Something of a questionnaire that can be tallied, and the codes it may be answered by. */
export interface Variable {
  readonly id: string
  readonly path: Path
  readonly codes: readonly string[]
}

/**
 * The variables of a questionnaire: each item of a scale, each choice question. A scale question itself and a
 * text question hold no codes.
 */
export function variablesOf(questionnaire: unknown): Variable[] {
  return select(questionnaire, 'questions.*').flatMap(({ path, value }) => {
    if (!isBlock(value)) return []
    if (value.kind !== 'scale') return [{ id: String(value.id), path, codes: codesOf(value, 'codes.*') }]
    const lists = select(questionnaire, 'codeLists.*').filter(
      (list) => isBlock(list.value) && list.value.id === value.scale,
    )
    const codes = lists.flatMap((list) => codesOf(list.value, 'codes.*'))
    const items = select(value, 'items.*').map((item) => ({
      id: idOf(item),
      path: [...path, ...item.path],
      codes,
    }))
    return [{ id: String(value.id), path, codes: [] }, ...items]
  })
}

/** What holds inside a questionnaire: ids used once, scales that exist, filters on questions and codes that exist. */
export function checkQuestionnaires(files: YamlFiles): Finding[] {
  return (files.get('questionnaires') ?? []).flatMap((file) => [
    ...repeated(file, variablesOf(file.value), 'question ou item'),
    ...repeated(file, select(file.value, 'codeLists.*').map(listed), 'liste de modalités'),
    ...['codeLists.*', 'questions.*'].flatMap((pattern) =>
      select(file.value, pattern).flatMap((owner) =>
        repeated(
          file,
          select(owner.value, 'codes.*').map((code) =>
            listed({ ...code, path: [...owner.path, ...code.path] }),
          ),
          'modalité',
        ),
      ),
    ),
    ...scales(file),
    ...filters(file),
  ])
}

/** Finds what an indicator says of a questionnaire that the questionnaire does not have: item, codes. */
export function checkSurveyMeasures(files: YamlFiles, known: KnownIds): Finding[] {
  const questionnaires = files.get('questionnaires') ?? []
  if (!known.places.get('questionnaire')) return []
  return (files.get('indicators') ?? []).flatMap((file) =>
    select(file.value, 'indicators.*.measure').flatMap(({ path, value }) => {
      if (!isBlock(value) || value.kind !== 'survey-share') return []
      const questionnaire = questionnaires.find(
        (one) => isBlock(one.value) && one.value.id === value.questionnaire,
      )
      if (!questionnaire || typeof value.item !== 'string') return []
      const variables = variablesOf(questionnaire.value)
      const variable = variables.find((one) => one.id === value.item && one.codes.length > 0)
      if (!variable) {
        const items = itemsOf(questionnaire.value, value.item)
        if (items.length > 0) return [scaleItself(file, [...path, 'item'], value.item, items)]
        const ids = variables.filter((one) => one.codes.length > 0).map((one) => one.id)
        return [missing(file, [...path, 'item'], value.item, ids, 'question ou item', questionnaire.name)]
      }
      return select(value, 'codes.*').flatMap((code) =>
        typeof code.value === 'string' && !variable.codes.includes(code.value)
          ? [
              missing(
                file,
                [...path, ...code.path],
                code.value,
                variable.codes,
                'modalité',
                questionnaire.name,
              ),
            ]
          : [],
      )
    }),
  )
}

function itemsOf(questionnaire: unknown, question: string): string[] {
  return select(questionnaire, 'questions.*')
    .filter(({ value }) => isBlock(value) && value.id === question)
    .flatMap(({ value }) => select(value, 'items.*').map(idOf))
}

function scaleItself(file: YamlFile, path: Path, id: string, items: readonly string[]): Finding {
  return unknownName(file, path, id, {
    problem: `« ${id} » est une question d’échelle : un indicateur se lit sur l’un de ses items`,
    remedy: `choisir parmi : ${items.join(', ')}`,
  })
}

function scales(file: YamlFile): Finding[] {
  const lists = select(file.value, 'codeLists.*').map(idOf)
  return select(file.value, 'questions.*.scale').flatMap(({ path, value }) =>
    typeof value === 'string' && !lists.includes(value)
      ? [missing(file, path, value, lists, 'échelle', 'codeLists')]
      : [],
  )
}

function filters(file: YamlFile): Finding[] {
  const variables = variablesOf(file.value)
  return select(file.value, 'questions.*.filter').flatMap(({ path, value }) => {
    if (!isBlock(value) || typeof value.question !== 'string') return []
    const parent = variables.find((one) => one.id === value.question && one.codes.length > 0)
    if (!parent) {
      const ids = variables.filter((one) => one.codes.length > 0).map((one) => one.id)
      return [missing(file, [...path, 'question'], value.question, ids, 'question', 'ce questionnaire')]
    }
    return select(value, 'except.*').flatMap((code) =>
      typeof code.value === 'string' && !parent.codes.includes(code.value)
        ? [
            missing(
              file,
              [...path, ...code.path],
              code.value,
              parent.codes,
              'modalité',
              `la question ${parent.id}`,
            ),
          ]
        : [],
    )
  })
}

function missing(
  file: YamlFile,
  path: Path,
  id: string,
  known: readonly string[],
  word: string,
  where: string,
): Finding {
  const close = nearest(id, known)
  return unknownName(file, path, id, {
    problem: `${word} « ${id} » : n’existe pas dans ${where}`,
    remedy: close ? `écrire « ${close} »` : `choisir parmi : ${[...new Set(known)].join(', ') || 'rien'}`,
  })
}

function repeated(file: YamlFile, variables: readonly Variable[], word: string): Finding[] {
  const first = new Map<string, number>()
  return variables.flatMap(({ id, path }) => {
    const line = first.get(id)
    if (line === undefined) {
      first.set(id, file.lineOf(path))
      return []
    }
    return [
      finding({
        code: 'duplicate-id',
        file: file.name,
        row: file.lineOf(path),
        key: keyOf(file.value, [...path, 'id']),
        problem: `l’identifiant « ${id} » est déjà pris : ${word} (ligne ${line})`,
        found: id,
        remedy: 'donner un autre identifiant à l’un des deux',
      }),
    ]
  })
}

function listed({ path, value }: Selected): Variable {
  return { id: idOf({ path, value }), path, codes: [] }
}

function idOf({ value }: Selected): string {
  return isBlock(value) && typeof value.id === 'string' ? value.id : ''
}

function codesOf(owner: unknown, pattern: string): string[] {
  return select(owner, pattern).map(idOf)
}
