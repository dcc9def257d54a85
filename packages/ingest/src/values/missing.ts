/** Whether a cell says "no value here": it is empty, or holds one of the marks its field declares. A zero is a value. */
export function isMissing(cell: string | null, marks: readonly string[]): cell is null {
  if (cell === null || cell.trim() === '') return true
  const written = mark(cell)
  return marks.some((one) => mark(one) === written)
}

/** Dashes of every length are one mark. */
function mark(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[‐‑‒–—−]/g, '-')
}
