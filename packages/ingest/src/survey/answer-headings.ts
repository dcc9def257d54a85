import type { Question, QuestionnaireFile } from '@retombees/programme/questionnaire-file'
import { comparable, type Headings } from '../heading.ts'
import { type Asked, askedBy, otherOf } from './asked.ts'

/** The headings a codebook knows: what each says is asked, however the survey tool wrote it. */
export interface AnswerHeadings extends Headings {
  find(heading: string): Asked | null
}

/**
 * Knows the headings that survey tools give the columns of a questionnaire: ids and spellings (`Q4[SQ001]`,
 * `Q4_SQ001`, `group/q4/sq001`, `group-q4`), full texts (`Question [item]`), both (`Q4[SQ001]. Question [item]`), cut
 * texts (`Quest.. [ite..]`), or the item alone. A heading that two things answer to is not known.
 */
export function answerHeadings(questionnaire: QuestionnaireFile): AnswerHeadings {
  const names = questionnaire.questions.flatMap((question) => namesOf(question, questionnaire))
  const pairs = indexOf(names, ({ stem, part }) => `${bare(stem)}\n${bare(part)}`)
  const whole = indexOf(names, ({ stem, part }) => bare(stem + part))
  const find = (heading: string): Asked | null => {
    for (const written of readings(heading)) {
      const { stem, part } = split(written)
      const found = only(pairs.get(`${bare(stem)}\n${bare(part)}`)) ?? only(whole.get(bare(written)))
      if (found) return found
    }
    return cut(heading, names)
  }
  const known = new Map<string, Asked | null>()
  const remembered = (heading: string) => {
    const compared = comparable(heading.replaceAll(/<[^>]*>/g, ''))
    const before = known.get(compared)
    // What is no question is remembered too: of a file of two thousand columns, most are none.
    if (before !== undefined) return before
    const asked = find(compared)
    known.set(compared, asked)
    return asked
  }
  return { find: remembered, has: (heading) => remembered(heading) !== null }
}

interface Name {
  readonly stem: string
  readonly part: string
  readonly asked: Asked
}

function namesOf(question: Question, questionnaire: QuestionnaireFile): Name[] {
  const stems = spellingsOf(question)
  return askedBy(question, questionnaire).flatMap((asked) => {
    const parts = partsOf(asked)
    if (parts === null) return stems.map((stem) => ({ stem, part: '', asked }))
    const together = stems.flatMap((stem) => parts.map((part) => ({ stem, part, asked })))
    return [...together, ...namesAlone(asked)]
  })
}

/** An item may be a heading without its question, by its id or label; an option may not: cells hold options too. */
function namesAlone(asked: Asked): Name[] {
  if (asked.kind !== 'choice' || asked.question.kind !== 'scale') return []
  const item = asked.question.items.find(({ id }) => id === asked.id)
  return item
    ? spellingsOf({ id: item.id, label: item.label }).map((part) => ({ stem: '', part, asked }))
    : []
}

const OTHER: readonly string[] = Object.freeze(['other', 'autre'])

/** What follows the question in the heading; null when the question alone is the heading. */
function partsOf(asked: Asked): readonly string[] | null {
  if (asked.kind === 'other') return OTHER
  if (asked.kind === 'option')
    return otherOf([asked.code]) ? [...spellingsOf(asked.code), ...OTHER] : spellingsOf(asked.code)
  if (asked.kind !== 'choice' || asked.question.kind !== 'scale') return null
  const item = asked.question.items.find(({ id }) => id === asked.id)
  return item ? spellingsOf(item) : null
}

function spellingsOf(one: {
  id: string
  label: { fr: string; en?: string }
  spellings?: readonly string[]
}): string[] {
  const all = [one.id, one.label.fr, one.label.en, ...(one.spellings ?? [])]
  return [...new Set(all.filter((spelling) => spelling !== undefined).map(comparable))]
}

/** The ways to read a heading: as it is, without its number, without the groups above it, its code before its text. */
function readings(heading: string): string[] {
  const path = heading.split('/')
  return [
    heading,
    heading.replace(/^\(?q?\d+[a-z]?[.):–-]+/, ''),
    ...path.map((_, from) => path.slice(from).join('/')).slice(1),
    heading.replace(/^[a-z0-9_]+-(?=[a-z])/, ''),
    /^[a-z]\w*(?:\[[^\]]+\])?(?=[.:)])/.exec(heading)?.[0] ?? heading,
  ]
}

/** `q4[sq001]` and `q4/sq001` are two names; anything else is one, or two that only the whole can tell. */
function split(heading: string): { stem: string; part: string } {
  const bracketed = /^(.*)\[([^[\]]*)\]$/.exec(heading)
  if (bracketed) return { stem: bracketed[1] ?? '', part: bracketed[2] ?? '' }
  const slashed = /^(.*)\/([^/]*)$/.exec(heading)
  return slashed ? { stem: slashed[1] ?? '', part: slashed[2] ?? '' } : { stem: heading, part: '' }
}

/** Texts that were cut at a length, `quest..[ite..]`: known when they begin one name only. */
function cut(heading: string, names: readonly Name[]): Asked | null {
  if (!/(\.\.|…)(\[|$)|(\.\.|…)\]$/.test(heading)) return null
  const { stem, part } = split(heading.replace(/^\(?q?\d+[.):–-]+/, ''))
  const begins = (text: string, written: string) => {
    const beginning = /^(.*?)(\.\.\.?|…)$/.exec(written)?.[1]
    return beginning === undefined ? bare(text) === bare(written) : bare(text).startsWith(bare(beginning))
  }
  return only(
    new Set(
      names.flatMap((name) => (begins(name.stem, stem) && begins(name.part, part) ? [name.asked] : [])),
    ),
  )
}

function indexOf(names: readonly Name[], keyOf: (name: Name) => string): Map<string, Set<Asked>> {
  const index = new Map<string, Set<Asked>>()
  for (const name of names) index.set(keyOf(name), (index.get(keyOf(name)) ?? new Set()).add(name.asked))
  return index
}

function only(found: Set<Asked> | undefined): Asked | null {
  return found?.size === 1 ? ([...found][0] as Asked) : null
}

/** Letters and digits: what tools put between a question and its item does not count. */
function bare(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '')
}
