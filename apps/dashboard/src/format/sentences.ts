/** The first sentence of a text, and the rest: a title and what follows it. */
export function firstSentence(text: string): [string, string] {
  const match = /^(.+?[.!?…])\s+(?=[\p{Lu}«])(.*)$/su.exec(text)
  return match ? [match[1] ?? text, match[2] ?? ''] : [text, '']
}

/** A title is not closed by a full stop. */
export function asTitle(sentence: string): string {
  return sentence.replace(/(?<!\.)\.$/, '')
}
