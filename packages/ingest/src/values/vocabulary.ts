import { nearest } from '@retombees/programme/nearest'
import type { Programme } from '@retombees/programme/programme'
import type { QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import { comparable } from '../heading.ts'

/** The ids a code may be, found by any of their spellings. */
export interface Vocabulary {
  /** What the codes are, in a sentence: « on attend un territoire ». */
  readonly of: string
  readonly bySpelling: ReadonlyMap<string, ReadonlySet<string>>
  /** Spellings to suggest, by how they compare. */
  readonly labels: ReadonlyMap<string, string>
  /** What may be written, where the list is short enough to be given whole. */
  readonly choices?: readonly string[]
}

const MOST_CHOICES = 8

interface Entry {
  readonly id: string
  readonly spellings: readonly (string | undefined)[]
}

/** A set that the programme defines (`territories`, `variables`…), or the id of one of its vocabularies. */
export type CodeSet = string

/** What a row has said already, which narrows the codes that it may hold. */
export interface CodeContext {
  readonly questionnaire?: string
  readonly variable?: string
}

/** The codes of a field: a list written in its source, or a set that the programme defines. */
export function vocabularyOf(
  codes: CodeSet | Readonly<Record<string, string>>,
  programme: Programme,
  context: CodeContext,
): Vocabulary {
  if (typeof codes !== 'string')
    return vocabulary(
      'une valeur de la liste',
      Object.entries(codes).map(([written, id]) => ({ id, spellings: [written] })),
    )
  switch (codes) {
    case 'territories':
      return vocabulary('un territoire', programme.territories.map(named))
    case 'centres':
      return vocabulary('un centre', programme.centres.map(named))
    case 'funders':
      return vocabulary('un financeur', programme.funders.map(named))
    case 'partner-criteria':
      return vocabulary('un critère de la grille', programme.partnerCriteria.map(named))
    case 'areas':
      return vocabulary('un registre d’intervention', programme.areas.map(named))
    case 'prototypes':
      return vocabulary('un prototype', programme.prototypes.map(named))
    case 'variables':
      return vocabulary('une question ou un item', asked(programme, context).flatMap(variables))
    case 'codes':
      return vocabulary('une modalité', [
        { id: '*', spellings: [] },
        ...asked(programme, context).flatMap((one) => modalities(one, context)),
      ])
    default:
      return listed(codes, programme)
  }
}

function listed(id: string, { vocabularies }: Programme): Vocabulary {
  const list = vocabularies.find((one) => one.id === id)
  if (!list) throw new TypeError(`vocabulary ${id} is not defined: the programme was not checked`)
  const spelled = list.codes.map(({ id, label, spellings }) => ({
    id,
    spellings: [label.fr, label.en, ...spellings],
  }))
  const made = vocabulary(list.one.fr, spelled)
  return list.codes.length > MOST_CHOICES
    ? made
    : { ...made, choices: list.codes.map(({ label }) => label.fr) }
}

/** The id that was written, or null; several ids when the spelling does not say which. */
export function idsOf(written: string, { bySpelling }: Vocabulary): readonly string[] {
  return [...(bySpelling.get(comparable(written)) ?? [])]
}

/** The known label nearest to what was written, to suggest and never to guess. */
export function nearestLabel(written: string, { labels }: Vocabulary): string | null {
  const close = nearest(comparable(written), labels.keys())
  return close === null ? null : (labels.get(close) ?? null)
}

function vocabulary(of: string, entries: readonly Entry[]): Vocabulary {
  const bySpelling = new Map<string, Set<string>>()
  const labels = new Map<string, string>()
  for (const { id, spellings } of entries)
    for (const spelling of [...spellings, id]) {
      if (spelling === undefined) continue
      const key = comparable(spelling)
      bySpelling.set(key, (bySpelling.get(key) ?? new Set()).add(id))
      if (!labels.has(key)) labels.set(key, spelling)
    }
  return { of, bySpelling, labels }
}

function named(one: { id: string; label: { fr: string; en?: string }; formerly: readonly string[] }): Entry {
  return { id: one.id, spellings: [one.label.fr, one.label.en, ...one.formerly] }
}

function asked(programme: Programme, { questionnaire }: CodeContext): readonly QuestionnaireFile[] {
  const one = programme.questionnaires.find(({ id }) => id === questionnaire)
  return one ? [one] : programme.questionnaires
}

function variables({ questions }: QuestionnaireFile): Entry[] {
  return questions.flatMap((question) => [
    { id: question.id, spellings: [question.label.fr, question.label.en] },
    ...(question.kind === 'scale'
      ? question.items.map((item) => ({ id: item.id, spellings: [item.label.fr, item.label.en] }))
      : []),
  ])
}

/** The codes of the row's variable when it is known, else every code of the questionnaire. */
function modalities({ questions, codeLists }: QuestionnaireFile, { variable }: CodeContext): Entry[] {
  const concerned = questions.filter(
    (question) =>
      question.id === variable ||
      (question.kind === 'scale' && question.items.some((item) => item.id === variable)),
  )
  return (concerned.length > 0 ? concerned : questions)
    .flatMap((question) =>
      question.kind === 'scale'
        ? (codeLists.find((list) => list.id === question.scale)?.codes ?? [])
        : 'codes' in question
          ? question.codes
          : [],
    )
    .map((code) => ({ id: code.id, spellings: [code.label.fr, code.label.en, ...code.spellings] }))
}
