/** JSON text of a value in which the engine's integers may appear: exact as numbers where a double holds them, else as text. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== 'bigint') return part
    const number = Number(part)
    return Number.isSafeInteger(number) ? number : part.toString()
  })
}
