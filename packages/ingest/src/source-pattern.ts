import { refusal } from './errors.ts'

/** What a source's regular expression finds in a text, on one line. Throws IngestError when the expression is none. */
export function matchPattern(
  text: string,
  pattern: string,
  where: string,
  file: string,
): RegExpMatchArray | null {
  try {
    return text.replaceAll(/\s+/g, ' ').match(new RegExp(pattern, 'iu'))
  } catch {
    throw refusal({
      code: 'source-definition',
      file,
      problem: `la source a un motif illisible (${where})`,
      found: pattern,
      expected: 'une expression rationnelle, comme (\\d+) à (\\d+)',
      remedy: 'corriger la source',
    })
  }
}
