import type { DefinitionKind } from './definition-files.ts'
import { type Finding, finding } from './finding.ts'
import { ID_KINDS, type IdKindName, type KnownIds, type YamlFiles } from './known-ids.ts'
import { nearest } from './nearest.ts'
import { keyOf, type Path, select } from './path.ts'
import type { YamlFile } from './yaml-file.ts'

/** Columns of the fact tables that hold an id, wherever a measure filters on them. */
const COLUMNS: Readonly<Record<string, IdKindName>> = Object.freeze({
  territory: 'territory',
  centre: 'centre',
  funder: 'funder',
  criterion: 'partner-criterion',
  area: 'area',
  prototype: 'prototype',
  node: 'node',
})

/** Every place of a definition that names something defined elsewhere, and the kind of thing it names. */
const REFERENCES: readonly (readonly [DefinitionKind, string, IdKindName])[] = Object.freeze([
  ['programme', 'centres.*.territory', 'territory'],
  ['programme', 'prototypes.*.areas.*', 'area'],
  ['programme', 'recommendations.*.theme', 'recommendation-theme'],
  ['logic-models', 'logicModels.*.correspondences.*.area', 'area'],
  ['logic-models', 'logicModels.*.correspondences.*.prototypes.*', 'prototype'],
  ['evaluation', 'questions.*.criteria.*.indicators.*', 'indicator'],
  ['evaluation', 'families.*.indicators.*', 'indicator'],
  ['feder', 'funder', 'funder'],
  ['feder', 'publicIdentification.*', 'indicator'],
  ['feder', 'obligations.*.indicators.*', 'indicator'],
  ['indicators', 'question', 'question'],
  ['indicators', 'indicators.*.source', 'evidence-source'],
  ['indicators', 'indicators.*.nodes.*', 'node'],
  ['indicators', 'indicators.*.measure.questionnaire', 'questionnaire'],
  ['indicators', 'indicators.*.measure.variable', 'fact'],
  ...['measure', 'measure.numerator', 'measure.denominator'].flatMap((measure) => whereReferences(measure)),
  ['publication', 'cubes.*.printed.*.fact', 'fact'],
  ['questionnaires', 'period', 'period'],
  ['queries', 'queries.*.question', 'question'],
  ['sources', 'evidenceSource', 'evidence-source'],
  ['sources', 'questionnaire', 'questionnaire'],
  ['sources', 'constants.territory', 'territory'],
  ['sources', 'constants.centre', 'centre'],
  ['sources', 'constants.funder', 'funder'],
  ['sources', 'fields.territory.codes.*', 'territory'],
  ['sources', 'fields.centre.codes.*', 'centre'],
  ['sources', 'fields.funder.codes.*', 'funder'],
  ['sources', 'fields.criterion.codes.*', 'partner-criterion'],
])

function whereReferences(measure: string): [DefinitionKind, string, IdKindName][] {
  return Object.entries(COLUMNS).flatMap(([column, kind]) =>
    ['where', 'having'].flatMap((filter): [DefinitionKind, string, IdKindName][] => {
      const at = `indicators.*.${measure}.${filter}.${column}`
      return [
        ['indicators', at, kind],
        ['indicators', `${at}.*`, kind],
      ]
    }),
  )
}

/** Follows every reference of the folder to what it names; each one that leads nowhere is a finding. */
export function followReferences(files: YamlFiles, known: KnownIds): Finding[] {
  return REFERENCES.flatMap(([from, pattern, kind]) =>
    (files.get(from) ?? []).flatMap((file) =>
      select(file.value, pattern).flatMap(({ path, value }) =>
        typeof value === 'string' ? (unknownReference(file, path, value, kind, known) ?? []) : [],
      ),
    ),
  )
}

/** A finding when `id` names nothing of that kind; null when it does, or when that kind could not be read. */
export function unknownReference(
  file: YamlFile,
  path: Path,
  id: string,
  kind: IdKindName,
  known: KnownIds,
): Finding | null {
  const ids = known.places.get(kind)
  if (!ids || ids.has(id)) return null
  const { word, feminine, from } = ID_KINDS[kind]
  const renamed = known.formerly.get(kind)?.get(id)
  if (renamed)
    return unknownName(file, path, id, {
      problem: `${word} « ${id} » : ancien identifiant, ${feminine ? 'renommée' : 'renommé'} « ${renamed} »`,
      remedy: `écrire « ${renamed} »`,
    })
  const close = nearest(id, ids.keys())
  const home =
    from.endsWith('s') && from !== 'logic-models' ? `un fichier du dossier ${from}/` : `${from}.yaml`
  return unknownName(file, path, id, {
    problem: `${word} ${feminine ? 'inconnue' : 'inconnu'} « ${id} »`,
    remedy: close
      ? `écrire « ${close} », ou définir « ${id} » dans ${home}`
      : `définir « ${id} » dans ${home}`,
  })
}

/** The finding for a name that leads nowhere, when the words for it are not those of an id kind. */
export function unknownName(
  file: YamlFile,
  path: Path,
  found: string,
  { problem, remedy }: { problem: string; remedy: string },
): Finding {
  return finding({
    code: 'unknown-reference',
    file: file.name,
    row: file.lineOf(path),
    key: keyOf(file.value, path),
    problem,
    found,
    remedy,
  })
}
