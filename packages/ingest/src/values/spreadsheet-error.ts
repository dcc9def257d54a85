/** What stands for a formula that was saved without its value. */
export const UNCALCULATED = '#FORMULE!'

const ERRORS =
  /^#(?:FORMULE!|N\/A|REF!|DIV\/0!|VALUE!|VALEUR!|NAME\?|NOM\?|NUM!|NOMBRE!|NULL!|NUL!|GETTING_DATA|SPILL!|CALC!)/i

/** Why a cell that a spreadsheet could not calculate says nothing; null for any other cell. */
export function spreadsheetError(cell: string): string | null {
  if (!ERRORS.test(cell)) return null
  return cell.startsWith(UNCALCULATED)
    ? 'cette formule n’a pas de valeur enregistrée'
    : 'le tableur n’a pas su calculer cette cellule'
}
