import { createHash } from 'node:crypto'

/** SHA-256, in hexadecimal, of a definition whose keys have been put in order: the order in which it was written does not count. */
export function digestOf(definition: unknown): string {
  return sha256(JSON.stringify(ordered(definition)))
}

/** SHA-256 of a set of texts and their names, whatever the order they come in and the line ends they have. */
export function digestOfTexts(texts: ReadonlyMap<string, string>): string {
  const lines = [...texts].map(([name, text]) => `${sha256(text.replaceAll('\r\n', '\n'))}  ${name}`)
  return sha256(lines.sort().join('\n'))
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, held]) => held !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, held]) => [key, ordered(held)]),
  )
}
