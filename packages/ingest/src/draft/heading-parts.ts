/** A heading taken apart: the question, and the item or option, when it names one. */
export interface HeadingParts {
  readonly stem: string
  readonly part: string | null
}

/** Takes `Q4[SQ001]`, `Q4_SQ001`, `groupe/q4/sq001`, `Question [item]` and `Q4[SQ001]. Question [item]` apart. */
export function headingParts(heading: string): HeadingParts {
  const text = heading.replaceAll(/<[^>]*>/g, '').trim()
  const coded = /^([A-Za-z]\w*)\[([^\]]+)\](?:[.:]\s*(.*?)\s*(?:\[([^[\]]+)\])?)?$/s.exec(text)
  if (coded) return { stem: (coded[1] as string).trim(), part: (coded[2] as string).trim() }
  const bracketed = /^(.+?)\s*\[([^[\]]+)\]$/s.exec(text)
  if (bracketed) return { stem: (bracketed[1] as string).trim(), part: (bracketed[2] as string).trim() }
  const underscored = /^([A-Za-z]+\d+[A-Za-z]?)_(\w+)$/.exec(text)
  if (underscored) return { stem: underscored[1] as string, part: underscored[2] as string }
  const slashed = /^([^\s]+)\/([^/\s]+)$/.exec(text)
  return slashed ? { stem: slashed[1] as string, part: slashed[2] as string } : { stem: text, part: null }
}

/** The texts of a heading that holds its code and its text: what to print rather than the code. */
export function headingTexts(heading: string): { readonly question: string; readonly part: string } | null {
  const match = /^[A-Za-z]\w*(?:\[[^\]]+\])?[.:]\s+(.*?)\s*(?:\[([^[\]]+)\])?$/s.exec(heading.trim())
  return match?.[1] ? { question: match[1].trim(), part: match[2]?.trim() ?? '' } : null
}
