import type { Finding } from './finding.ts'
import type { YamlFiles } from './known-ids.ts'
import { nearest } from './nearest.ts'
import { select } from './path.ts'
import type { Place } from './programme.ts'
import { unknownName } from './references.ts'

/** A discrepancy concerns definitions by their place, `kind:id`: each must be there. */
export function checkConcerns(files: YamlFiles, places: ReadonlyMap<string, Place>): Finding[] {
  return (files.get('programme') ?? []).flatMap((file) =>
    select(file.value, 'discrepancies.*.concerns.*').flatMap(({ path, value }) => {
      if (typeof value !== 'string' || places.has(value)) return []
      const close = nearest(value, places.keys())
      return [
        unknownName(file, path, value, {
          problem: `« ${value} » ne désigne aucune définition`,
          remedy: close
            ? `écrire « ${close} »`
            : 'écrire genre:identifiant, par exemple indicator:… ou source:…',
        }),
      ]
    }),
  )
}
