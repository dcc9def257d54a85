import { DATE_AND_HOUR, IDENTIFIER_PATTERNS } from './patterns.ts'

export const MASK = '[masqué]'

/** `a@b.fr`: nothing shorter identifies anyone by its shape. */
const SHORTEST = 6
/** No identifier is without a digit or an at sign. */
const MAY_HOLD_ONE = /[\d@＠]|[([]at[)\]]/i

/** The text with every e-mail, telephone number and NIR replaced by « [masqué] ». Masking twice changes nothing more. */
export function maskIdentifiers(text: string): string {
  if (text.length < SHORTEST || !MAY_HOLD_ONE.test(text)) return text
  let masked = text
  for (const { pattern } of IDENTIFIER_PATTERNS)
    masked = masked.replace(pattern, (found) => (DATE_AND_HOUR.test(found) ? found : MASK))
  return masked
}

/** Which kind of identifier the text holds, or null. */
export function identifierIn(text: string): string | null {
  for (const { kind, pattern } of IDENTIFIER_PATTERNS)
    for (const [found] of text.matchAll(pattern)) if (!DATE_AND_HOUR.test(found)) return kind
  return null
}
