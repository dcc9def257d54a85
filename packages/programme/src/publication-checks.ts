import { type Finding, finding } from './finding.ts'
import type { KnownIds, YamlFiles } from './known-ids.ts'
import { nearest } from './nearest.ts'
import { keyOf, type Path, select, valueAt } from './path.ts'
import { unknownName } from './references.ts'
import type { YamlFile } from './yaml-file.ts'

/** Lists that a programme file defines, by the name that `codes` gives them. */
const LISTS = Object.freeze({ centres: 'centres.*.id', areas: 'areas.*.id', prototypes: 'prototypes.*.id' })

/** Finest cells of one period beyond which a cube would not be audited while somebody waits. */
export const MOST_LEAVES = 2_000
/** Values of a column beyond which distinct persons cannot be published by it. */
export const MOST_SIGNED = 8
/** What tells one person from another when crossed: below the territory only one of them at a time. */
const PROFILE: readonly string[] = ['gender', 'age_band', 'site', 'procedure', 'autonomy']

/**
 * What holds inside a publication: one cube a fact table, of columns that a source fills and codes that exist; its tables
 * name its dimensions; directors can be audited; and it is small enough to be audited at all.
 */
export function checkPublication(files: YamlFiles, known: KnownIds): Finding[] {
  return (files.get('publication') ?? []).flatMap((file) => [
    ...tableNames(file, files),
    ...select(file.value, 'cubes.*').flatMap(({ path }) => [
      ...columnsAndCodes(file, path, files, known),
      ...tableColumns(file, path, known, files),
      ...belowTheTerritory(file, path),
      ...whoIsCounted(file, path, files),
    ]),
  ])
}

function tableNames(file: YamlFile, files: YamlFiles): Finding[] {
  const filled = [...new Set((files.get('sources') ?? []).flatMap((one) => textsAt(one.value, 'table')))]
  const first = new Map<string, number>()
  return select(file.value, 'cubes.*.table').flatMap(({ path, value }) => {
    const name = String(value)
    const line = first.get(name)
    first.set(name, line ?? file.lineOf(path))
    if (line !== undefined) {
      return [
        at(file, path, 'published-twice', {
          problem: `la table « ${name} » a déjà son cube à la ligne ${line} : deux cubes des mêmes faits se recoupent`,
          remedy: 'réunir leurs tableaux en un seul cube, vérifié d’un tenant',
        }),
      ]
    }
    if (filled.includes(name)) return []
    const close = nearest(name, filled)
    return [
      unknownName(file, path, name, {
        problem: `aucune source ne remplit la table « ${name} »`,
        remedy: close ? `écrire « ${close} »` : `choisir parmi : ${filled.join(', ')}`,
      }),
    ]
  })
}

function columnsAndCodes(file: YamlFile, cube: Path, files: YamlFiles, known: KnownIds): Finding[] {
  const table = valueAt(file.value, [...cube, 'table'])
  const sources = (files.get('sources') ?? []).filter((one) => valueAt(one.value, ['table']) === table)
  const filled = new Set(
    sources.flatMap((one) => ['fields', 'constants'].flatMap((block) => keysAt(one.value, block))),
  )
  const vocabularies = known.places.get('vocabulary')
  return select(valueAt(file.value, cube), 'dimensions.*').flatMap(({ path, value }) => {
    const own = [...cube, ...path]
    const { column, codes } = (value ?? {}) as { column?: unknown; codes?: unknown }
    const found: Finding[] = []
    if (sources.length > 0 && typeof column === 'string' && !filled.has(column)) {
      const close = nearest(column, filled)
      found.push(
        unknownName(file, [...own, 'column'], column, {
          problem: `aucune source de « ${String(table)} » ne remplit la colonne « ${column} »`,
          remedy: close ? `écrire « ${close} »` : `choisir parmi : ${[...filled].join(', ')}`,
        }),
      )
    }
    const lists = [...Object.keys(LISTS), ...(vocabularies?.keys() ?? [])]
    if (vocabularies && typeof codes === 'string' && !lists.includes(codes)) {
      const close = nearest(codes, lists)
      found.push(
        unknownName(file, [...own, 'codes'], codes, {
          problem: `liste de codes inconnue « ${codes} »`,
          remedy: close
            ? `écrire « ${close} »`
            : 'la définir dans vocabularies/, ou écrire les codes eux-mêmes : [a, b]',
        }),
      )
    }
    return found
  })
}

function tableColumns(file: YamlFile, cube: Path, known: KnownIds, files: YamlFiles): Finding[] {
  const definition = valueAt(file.value, cube)
  const dimensions = select(definition, 'dimensions.*').map(
    ({ value }) => value as { column?: unknown; codes?: unknown },
  )
  const columns = textsAt(definition, 'dimensions.*.column')
  if (columns.length === 0) return []
  const found: Finding[] = []
  if (
    !columns.includes('centre') ||
    !dimensions.some(({ column, codes }) => column === 'centre' && codes === 'centres')
  ) {
    found.push(
      at(file, [...cube, 'dimensions'], 'no-centre', {
        problem:
          'la dimension « centre » manque : ce que chaque direction sait déjà ne pourrait pas être vérifié',
        remedy: 'ajouter { column: centre, codes: centres } ; les tableaux peuvent s’en tenir au territoire',
      }),
    )
  }
  const nameable = [...columns, 'territory']
  for (const pattern of ['tables.*.*', 'persons.*', 'printed.*.by']) {
    for (const { path, value } of select(definition, pattern)) {
      if (nameable.includes(String(value))) continue
      const close = nearest(String(value), nameable)
      found.push(
        unknownName(file, [...cube, ...path], String(value), {
          problem: `« ${String(value)} » n’est pas une dimension de ce cube`,
          remedy: close ? `écrire « ${close} »` : `choisir parmi : ${nameable.join(', ')}`,
        }),
      )
    }
  }
  const sizeOf = (codes: unknown) => sizeOfList(codes, files, known)
  const leaves = dimensions.reduce((all, { codes }) => all * (sizeOf(codes) + 1), 1)
  if (leaves > MOST_LEAVES) {
    found.push(
      at(file, [...cube, 'dimensions'], 'cube-too-large', {
        problem: `${leaves} cases les plus fines par période : la vérification prendrait trop longtemps`,
        expected: `au plus ${MOST_LEAVES}`,
        remedy: 'retirer une dimension, ou prendre une liste plus courte',
      }),
    )
  }
  const counts = valueAt(definition, ['threshold', 'on'])
  for (const { path, value } of select(definition, 'persons.*')) {
    const own = dimensions.find(({ column }) => column === value)
    const problem =
      counts === 'rows'
        ? 'ces lignes n’identifient personne : il n’y a pas de personnes distinctes à publier'
        : own && sizeOf(own.codes) + 1 > MOST_SIGNED
          ? `trop de valeurs pour y publier des personnes distinctes (au plus ${MOST_SIGNED - 1})`
          : null
    if (problem !== null) {
      const remedy =
        counts === 'rows' ? 'retirer persons' : 'prendre une colonne plus courte, comme territory'
      found.push(at(file, [...cube, ...path], 'persons-refused', { problem, remedy }))
    }
  }
  return found
}

/** Where the threshold is on rows that identify nobody, one person may be behind many: profiles stay coarse. */
function belowTheTerritory(file: YamlFile, cube: Path): Finding[] {
  if (valueAt(file.value, [...cube, 'threshold', 'on']) !== 'rows') return []
  return select(valueAt(file.value, cube), 'tables.*').flatMap(({ path, value }) => {
    const columns = Array.isArray(value) ? value.map(String) : []
    const profile = columns.filter((column) => PROFILE.includes(column))
    if (!columns.includes('centre') || profile.length < 2) return []
    return [
      at(file, [...cube, ...path], 'below-territory', {
        problem: `${profile.join(' × ')} par centre : ce croisement ne descend pas sous le territoire`,
        remedy: 'écrire territory au lieu de centre',
      }),
    ]
  })
}

/** The threshold is on persons wherever a source recognises them, and only there. */
function whoIsCounted(file: YamlFile, cube: Path, files: YamlFiles): Finding[] {
  const table = valueAt(file.value, [...cube, 'table'])
  const sources = (files.get('sources') ?? []).filter((one) => valueAt(one.value, ['table']) === table)
  const recognised = sources.some((one) => valueAt(one.value, ['person']) !== undefined)
  const path = [...cube, 'threshold', 'on']
  const on = valueAt(file.value, path)
  if (sources.length === 0 || on === (recognised ? 'persons' : 'rows')) return []
  if (on !== 'persons' && on !== 'rows') return []
  const problem = recognised
    ? 'une source de cette table reconnaît les personnes : compter ses lignes laisserait passer une personne venue souvent'
    : 'aucune source de cette table ne reconnaît les personnes (person) : elles ne peuvent pas être comptées'
  const remedy = recognised
    ? 'écrire on: persons'
    : 'écrire on: rows, ou donner une clé de personne à la source'
  return [at(file, path, 'threshold-on', { problem, remedy })]
}

function sizeOfList(codes: unknown, files: YamlFiles, known: KnownIds): number {
  if (Array.isArray(codes)) return codes.length
  const [programme] = files.get('programme') ?? []
  const list = LISTS[String(codes) as keyof typeof LISTS]
  if (list && programme) return select(programme.value, list).length
  if (!known.places.get('vocabulary')?.has(String(codes))) return 0
  const own = (files.get('vocabularies') ?? []).find((one) => valueAt(one.value, ['id']) === codes)
  return own ? select(own.value, 'codes.*').length : 0
}

function textsAt(root: unknown, pattern: string): string[] {
  return select(root, pattern).flatMap(({ value }) => (typeof value === 'string' ? [value] : []))
}

function keysAt(root: unknown, block: string): string[] {
  return select(root, `${block}.*`).map(({ path }) => String(path.at(-1)))
}

function at(
  file: YamlFile,
  path: Path,
  code: string,
  said: { problem: string; expected?: string; remedy: string },
): Finding {
  return finding({ code, file: file.name, row: file.lineOf(path), key: keyOf(file.value, path), ...said })
}
