import type { DefinitionKind } from './definition-files.ts'
import { type Finding, finding } from './finding.ts'
import { keyOf, select, valueAt } from './path.ts'
import type { Place } from './programme.ts'
import type { YamlFile } from './yaml-file.ts'

/** A kind of thing that has an id: the word for it, and where such things are defined. */
export interface IdKind {
  readonly word: string
  readonly feminine: boolean
  readonly from: DefinitionKind
  /** Pattern of the things themselves. */
  readonly at: string
}

const kind = (word: string, from: DefinitionKind, at: string, feminine = false): IdKind =>
  Object.freeze({ word, from, at, feminine })

export const ID_KINDS = Object.freeze({
  territory: kind('territoire', 'programme', 'territories.*'),
  centre: kind('centre', 'programme', 'centres.*'),
  committee: kind('comité', 'programme', 'committees.*'),
  funder: kind('financeur', 'programme', 'funders.*'),
  area: kind('registre d’intervention', 'programme', 'areas.*'),
  period: kind('période', 'programme', 'periods.*', true),
  prototype: kind('prototype', 'programme', 'prototypes.*'),
  'partner-criterion': kind('critère de la grille', 'programme', 'partnerCriteria.*'),
  partner: kind('acteur', 'programme', 'partners.*'),
  fact: kind('fait imprimé', 'programme', 'facts.*'),
  'recommendation-theme': kind('thème de préconisation', 'programme', 'recommendationThemes.*'),
  recommendation: kind('préconisation', 'programme', 'recommendations.*', true),
  discrepancy: kind('écart', 'programme', 'discrepancies.*'),
  'logic-model': kind('diagramme logique', 'logic-models', 'logicModels.*'),
  node: kind('boîte du diagramme logique', 'logic-models', 'logicModels.*.nodes.*', true),
  correspondence: kind('groupe de correspondance', 'logic-models', 'logicModels.*.correspondences.*'),
  question: kind('question évaluative', 'evaluation', 'questions.*', true),
  criterion: kind('critère de jugement', 'evaluation', 'questions.*.criteria.*'),
  family: kind('famille de comparaisons', 'evaluation', 'families.*', true),
  'evidence-source': kind('source de preuve', 'indicators', 'evidenceSources.*', true),
  indicator: kind('indicateur', 'indicators', 'indicators.*'),
  questionnaire: kind('questionnaire', 'questionnaires', ''),
  vocabulary: kind('vocabulaire', 'vocabularies', ''),
  source: kind('source de fichier', 'sources', '', true),
})
export type IdKindName = keyof typeof ID_KINDS

/** What is defined in a programme folder, by kind: each id and its place; `null` for a kind that could not be read. */
export interface KnownIds {
  readonly places: ReadonlyMap<IdKindName, ReadonlyMap<string, Place> | null>
  /** Old ids, by kind: what they are called now. */
  readonly formerly: ReadonlyMap<IdKindName, ReadonlyMap<string, string>>
}

export type YamlFiles = ReadonlyMap<DefinitionKind, readonly YamlFile[]>

/**
 * Reads every id of the folder from what was parsed, whether or not the schemas were content with it, so that one
 * mistake in a file does not make all that refers to it look wrong. `unreadable`: kinds of file that did not parse.
 */
export function knownIds(
  files: YamlFiles,
  unreadable: ReadonlySet<DefinitionKind>,
): { known: KnownIds; findings: Finding[] } {
  const places = new Map<IdKindName, Map<string, Place> | null>()
  const formerly = new Map<IdKindName, Map<string, string>>()
  const findings: Finding[] = []
  for (const name of Object.keys(ID_KINDS) as IdKindName[]) {
    const { from, at } = ID_KINDS[name]
    const ids = new Map<string, Place>()
    const old = new Map<string, string>()
    const oldPlaces: { id: string; file: YamlFile; path: readonly (string | number)[] }[] = []
    for (const file of files.get(from) ?? [])
      for (const { path } of select(file.value, at)) {
        const id = valueAt(file.value, [...path, 'id'])
        if (typeof id !== 'string') continue
        const first = ids.get(id)
        if (first && name !== 'node') findings.push(duplicate(name, id, file, path, first))
        if (!first) ids.set(id, { file: file.name, line: file.lineOf(path) })
        for (const renamed of select(valueAt(file.value, path), 'formerly.*'))
          if (typeof renamed.value === 'string') {
            old.set(renamed.value, id)
            oldPlaces.push({ id: renamed.value, file, path: [...path, ...renamed.path] })
          }
      }
    for (const { id, file, path } of oldPlaces) {
      const taken = ids.get(id)
      if (taken) findings.push(reused(name, id, file, path, taken))
    }
    places.set(name, unreadable.has(from) ? null : ids)
    formerly.set(name, old)
  }
  return { known: { places, formerly }, findings }
}

function duplicate(
  name: IdKindName,
  id: string,
  file: YamlFile,
  path: readonly (string | number)[],
  first: Place,
): Finding {
  const { word } = ID_KINDS[name]
  return finding({
    code: 'duplicate-id',
    file: file.name,
    row: file.lineOf(path),
    key: keyOf(file.value, [...path, 'id']),
    problem: `l’identifiant « ${id} » est déjà pris : ${word} (${first.file}, ligne ${first.line})`,
    found: id,
    remedy: 'donner un autre identifiant à l’un des deux',
  })
}

function reused(
  name: IdKindName,
  id: string,
  file: YamlFile,
  path: readonly (string | number)[],
  taken: Place,
): Finding {
  const { word } = ID_KINDS[name]
  return finding({
    code: 'reused-id',
    file: file.name,
    row: file.lineOf(path),
    key: keyOf(file.value, path),
    problem: `« ${id} » est un ancien identifiant, et un identifiant actuel : ${word} (${taken.file}, ligne ${taken.line})`,
    found: id,
    remedy: 'un identifiant ne resservant jamais, en choisir un nouveau',
  })
}
