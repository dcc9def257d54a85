/** What a spreadsheet would take for the beginning of a formula, after any blank; full-width signs count. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u

/** Whether a spreadsheet might run this text. */
export function looksLikeFormula(text: string): boolean {
  return FORMULA.test(text) || /^[\t\r\n]/.test(text)
}

/** The text with an apostrophe before it where a spreadsheet might run it (OWASP, CSV injection). */
export function neutralised(text: string): string {
  return looksLikeFormula(text) ? `'${text}` : text
}
