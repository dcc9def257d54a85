import type { Conformed } from '@retombees/ingest/conform'
import { wordColumns } from '@retombees/ingest/free-text'
import type { LoadManifest } from '@retombees/warehouse/load-manifest'
import { PipelineError } from '../errors.ts'

/**
 * Checks that an erasure changes no figure of a load: the same rows, loaded or set aside for the same reason, the same
 * values but for words, and persons told apart as before. Throws a PipelineError that names the first row that differs.
 */
export function checkSameFigures({ loadId, file }: LoadManifest, before: Conformed, after: Conformed): void {
  const differs = (row: unknown, column: string): PipelineError =>
    new PipelineError(
      'erasure-changes-figures',
      `${file} (${loadId}), ligne ${row}, colonne « ${column} » : l’effacement changerait ce qui est compté. Rien n’est effacé ; signalez-le, avec le nom de la source.`,
    )
  const aside = ({ quarantined }: Conformed) =>
    quarantined.map(({ row_no, code, column_name }) => `${row_no} ${code} ${column_name}`)
  const [asideBefore, asideAfter] = [aside(before), aside(after)]
  const odd = asideBefore.findIndex((one, at) => one !== asideAfter[at])
  if (odd !== -1 || asideBefore.length !== asideAfter.length)
    throw differs(before.quarantined[odd]?.row_no ?? after.quarantined.at(-1)?.row_no, '')
  if (before.rows.length !== after.rows.length) throw differs(after.rows.at(-1)?.row_no, '')
  const words = wordColumns(before.definition)
  const persons = new Set(
    before.definition.columns.filter(({ numbered }) => numbered).map(({ name }) => name),
  )
  const [forward, back] = [new Map<unknown, unknown>(), new Map<unknown, unknown>()]
  before.rows.forEach((row, at) => {
    const now = after.rows[at] ?? {}
    for (const { name } of before.definition.columns) {
      const [was, is] = [row[name] ?? null, now[name] ?? null]
      if (words.has(name)) {
        if ((was === null) !== (is === null)) throw differs(row.row_no, name)
      } else if (persons.has(name)) {
        if ((forward.get(was) ?? is) !== is || (back.get(is) ?? was) !== was) throw differs(row.row_no, name)
        forward.set(was, is)
        back.set(is, was)
      } else if (was !== is) throw differs(row.row_no, name)
    }
  })
}
