import { comparable } from '../heading.ts'

/** Why an item has no value; `answered` when it has one. The four absences are never confused. */
export type Absence = 'answered' | 'not-asked' | 'not-reached' | 'no-answer' | 'dont-know'

const NOT_SHOWN: ReadonlySet<string> = new Set(
  ['N/A', '{question_not_shown}', '[question_not_shown]', 'Non affichée', 'Sans objet'].map(comparable),
)

/** Whether a cell says that the question was not shown to this respondent. */
export function isNotShown(cell: string | null): boolean {
  return cell !== null && NOT_SHOWN.has(comparable(cell))
}
