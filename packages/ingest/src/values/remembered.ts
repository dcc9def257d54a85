import type { Programme } from '@retombees/programme/programme'
import { type CodeContext, type CodeSet, type Vocabulary, vocabularyOf } from './vocabulary.ts'

/** Vocabularies are the same for every row that says the same: each is made once. */
export function remembered(programme: Programme) {
  const made = new Map<string, Vocabulary>()
  return (codes: CodeSet | Readonly<Record<string, string>>, context: CodeContext): Vocabulary => {
    const key = JSON.stringify([codes, context.questionnaire, context.variable])
    const known = made.get(key) ?? vocabularyOf(codes, programme, context)
    made.set(key, known)
    return known
  }
}
