import type { SourceFile } from '@retombees/programme/source-file'
import { refusal } from './errors.ts'
import { TARGET_NAMES, type Target, targetNamed } from './tables/target-row.ts'

/** The table a source feeds. Throws IngestError when the source names no such table, or a column that it has not. */
export function sourceTarget(source: SourceFile, file: string): Target {
  const target = targetNamed(source.table)
  if (!target)
    throw refusal({
      code: 'source-definition',
      file,
      problem: `la source « ${source.id} » destine ce fichier à une table inconnue`,
      found: source.table,
      expected: TARGET_NAMES.join(', '),
      remedy: 'corriger table dans la source',
    })
  const columns = target.table.columns.map((column) => column.name)
  const named = [
    ...Object.keys(source.fields),
    ...Object.keys(source.constants),
    ...(source.unpivot ? [source.unpivot.key, source.unpivot.value] : []),
    ...(source.unpivot?.columns ?? []).flatMap(({ set }) => Object.keys(set)),
    ...(source.person ? [source.person.field] : []),
  ]
  const strangers = named.filter(
    (name) => !columns.includes(name) && !(target.rules.asides ?? []).includes(name),
  )
  if (strangers.length === 0) return target
  throw refusal({
    code: 'source-definition',
    file,
    problem: `la source « ${source.id} » remplit des champs que la table ${source.table} n’a pas`,
    found: strangers.join(', '),
    expected: columns.join(', '),
    remedy: 'corriger fields, constants ou unpivot dans la source',
  })
}
