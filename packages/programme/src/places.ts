import { ID_KINDS, type IdKindName, type KnownIds, type YamlFiles } from './known-ids.ts'
import { isBlock, select } from './path.ts'
import type { Place } from './programme.ts'
import { variablesOf } from './questionnaire-checks.ts'

/**
 * Where each definition stands, by `kind:id` (kinds: those of `ID_KINDS`). A box that stands in several diagrams is
 * under `node:id` at its first place and under `node:model/id` in each; a question or item of a questionnaire is
 * under `item:questionnaire/id`.
 */
export function placesOf(files: YamlFiles, known: KnownIds): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>()
  for (const name of Object.keys(ID_KINDS) as IdKindName[])
    for (const [id, place] of known.places.get(name) ?? []) places.set(`${name}:${id}`, place)
  for (const file of files.get('logic-models') ?? [])
    for (const model of select(file.value, 'logicModels.*'))
      for (const node of select(model.value, 'nodes.*'))
        if (isBlock(model.value) && isBlock(node.value)) {
          const line = file.lineOf([...model.path, ...node.path])
          places.set(`node:${String(model.value.id)}/${String(node.value.id)}`, { file: file.name, line })
        }
  for (const file of files.get('questionnaires') ?? [])
    for (const { id, path } of variablesOf(file.value))
      if (isBlock(file.value)) {
        const line = file.lineOf(path)
        places.set(`item:${String(file.value.id)}/${id}`, { file: file.name, line })
      }
  return places
}
