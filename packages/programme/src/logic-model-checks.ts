import { type Finding, finding } from './finding.ts'
import type { KnownIds, YamlFiles } from './known-ids.ts'
import { nearest } from './nearest.ts'
import { isBlock, keyOf, type Path, type Selected, select, valueAt } from './path.ts'
import { unknownName, unknownReference } from './references.ts'
import type { YamlFile } from './yaml-file.ts'

/**
 * What holds inside the logic models: a box stands once in a diagram; one that stands in two is the same box;
 * an area is an area of the programme; a correspondence joins an area and outcomes of its own diagram; a
 * prototype's areas and printed tables are those where the correspondences put it.
 */
export function checkLogicModels(files: YamlFiles, known: KnownIds): Finding[] {
  const [file] = files.get('logic-models') ?? []
  if (!file) return []
  const models = select(file.value, 'logicModels.*')
  return [
    ...models.flatMap((model) => repeatedNodes(file, model)),
    ...differentNodes(file, models),
    ...models.flatMap((model) => areaNodes(file, model, known)),
    ...models.flatMap((model) => correspondences(file, model)),
    ...(files.get('programme') ?? []).flatMap((programme) => prototypes(programme, file)),
  ]
}

function nodesOf(model: Selected): Selected[] {
  return select(model.value, 'nodes.*').map(({ path, value }) => ({ path: [...model.path, ...path], value }))
}

const idOf = (value: unknown): string => (isBlock(value) && typeof value.id === 'string' ? value.id : '')

const at = (file: YamlFile, path: Path) => ({
  file: file.name,
  row: file.lineOf(path),
  key: keyOf(file.value, path),
})

function repeatedNodes(file: YamlFile, model: Selected): Finding[] {
  const first = new Map<string, number>()
  return nodesOf(model).flatMap(({ path, value }) => {
    const id = idOf(value)
    const line = first.get(id)
    if (line === undefined) {
      first.set(id, file.lineOf(path))
      return []
    }
    const problem = `la boîte « ${id} » est déjà dans ce diagramme (ligne ${line})`
    const remedy = 'donner un autre identifiant à l’une des deux'
    return [finding({ code: 'duplicate-id', ...at(file, [...path, 'id']), problem, found: id, remedy })]
  })
}

function differentNodes(file: YamlFile, models: readonly Selected[]): Finding[] {
  const first = new Map<string, Selected>()
  return models.flatMap((model) =>
    nodesOf(model).flatMap(({ path, value }) => {
      const id = idOf(value)
      const known = first.get(id)
      if (!known) {
        first.set(id, { path, value })
        return []
      }
      const same =
        isBlock(value) &&
        isBlock(known.value) &&
        sayOf(value) === sayOf(known.value) &&
        path[1] !== known.path[1]
      if (same || path[1] === known.path[1]) return []
      const problem = `la boîte « ${id} » est dite autrement à la ligne ${file.lineOf(known.path)} : une même boîte a le même genre et le même intitulé dans les deux diagrammes`
      return [
        finding({
          code: 'different-node',
          ...at(file, path),
          problem,
          remedy: 'accorder les deux, ou changer l’un des identifiants',
        }),
      ]
    }),
  )
}

function sayOf(node: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([node.kind, node.label])
}

function areaNodes(file: YamlFile, model: Selected, known: KnownIds): Finding[] {
  return nodesOf(model).flatMap(({ path, value }) =>
    isBlock(value) && value.kind === 'area' && typeof value.id === 'string'
      ? (unknownReference(file, [...path, 'id'], value.id, 'area', known) ?? [])
      : [],
  )
}

function correspondences(file: YamlFile, model: Selected): Finding[] {
  const ofKind = (kind: string) =>
    nodesOf(model).flatMap(({ value }) => (isBlock(value) && value.kind === kind ? idOf(value) : []))
  const areas = ofKind('area')
  const outcomes = ofKind('outcome')
  const inModel = (pattern: string, ids: readonly string[], word: string) =>
    select(model.value, pattern).flatMap(({ path, value }) => {
      if (typeof value !== 'string' || ids.includes(value)) return []
      const close = nearest(value, ids)
      return [
        unknownName(file, [...model.path, ...path], value, {
          problem: `${word} « ${value} » : aucune boîte de ce genre dans ce diagramme`,
          remedy: close ? `écrire « ${close} », ou ajouter la boîte` : 'ajouter la boîte à nodes',
        }),
      ]
    })
  return [
    ...inModel('correspondences.*.area', areas, 'registre'),
    ...inModel('correspondences.*.outcomes.*', outcomes, 'résultat attendu'),
  ]
}

const TABLES: Readonly<Record<string, string>> = Object.freeze({
  residents: 'residents-table',
  staff: 'staff-table',
})

function prototypes(programme: YamlFile, file: YamlFile): Finding[] {
  const areas = new Map<string, Set<string>>()
  const tables = new Map<string, Set<string>>()
  for (const model of select(file.value, 'logicModels.*')) {
    const table = isBlock(model.value) ? TABLES[String(model.value.audience)] : undefined
    for (const group of select(model.value, 'correspondences.*'))
      for (const { value } of select(group.value, 'prototypes.*')) {
        if (typeof value !== 'string' || !isBlock(group.value)) continue
        if (typeof group.value.area === 'string') addTo(areas, value, group.value.area)
        if (table) addTo(tables, value, table)
      }
  }
  return select(programme.value, 'prototypes.*').flatMap(({ path, value }) => {
    const id = idOf(value)
    const agreed = (
      key: string,
      from: ReadonlyMap<string, ReadonlySet<string>>,
      beside: readonly string[],
    ) => {
      const written = select(value, `${key}.*`).map((listed) => String(listed.value))
      const expected = [...(from.get(id) ?? [])].sort()
      if (
        sameSet(
          written.filter((entry) => !beside.includes(entry)),
          expected,
        )
      )
        return []
      const problem = `le prototype « ${id} » n’est pas rangé comme dans les tables de correspondance`
      const expectedWords = expected.length > 0 ? expected.join(', ') : 'aucun'
      return [
        finding({
          code: 'prototype-misplaced',
          ...at(programme, valueAt(value, [key]) === undefined ? path : [...path, key]),
          problem: `${problem} (${key})`,
          found: written.join(', ') || 'rien',
          expected: expectedWords,
          remedy: 'accorder cette liste et les correspondances de logic-models.yaml',
        }),
      ]
    }
    return [...agreed('areas', areas, []), ...agreed('printed', tables, ['prose'])]
  })
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value))
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify([...new Set(a)].sort()) === JSON.stringify([...new Set(b)].sort())
}
