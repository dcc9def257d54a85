import type { SourceFile } from '@retombees/programme/source-file'
import type { Columns } from '../columns.ts'
import { type Finding, finding } from '../finding.ts'
import type { RawTable } from '../raw-table.ts'
import type { DerivedRow } from './unique.ts'

/** Says how many rows were loaded without knowing whose they are: they count, and nobody is recognised by them. */
export function checkPersons(
  rows: readonly DerivedRow[],
  { person }: SourceFile,
  { persons }: Columns,
  { file, header }: RawTable,
): Finding[] {
  if (!person) return []
  const unknown = rows.filter(({ values }) => (values[person.field] ?? null) === null)
  const [first] = unknown
  if (!first) return []
  const columns = persons.flatMap(({ indexes }) => indexes.map((index) => header[index] ?? ''))
  const count =
    unknown.length === 1 ? 'une ligne chargée ne dit' : `${unknown.length} lignes chargées ne disent`
  return [
    finding({
      code: 'persons-unknown',
      file,
      row: first.rowNo,
      column: columns.join(' + '),
      problem: `${count} pas qui est la personne : la ligne compte, la personne n’est pas reconnue ailleurs`,
      remedy: 'rien, si la feuille est anonyme ; sinon la compléter et déposer le fichier de nouveau',
    }),
  ]
}
