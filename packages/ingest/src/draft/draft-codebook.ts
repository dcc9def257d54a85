import { slugOf } from '../entity.ts'
import { type Finding, finding } from '../finding.ts'
import { groupBy } from '../group-by.ts'
import { comparable } from '../heading.ts'
import { identifierColumn } from '../protect/identifier-column.ts'
import { maskIdentifiers } from '../protect/mask.ts'
import type { RawTable } from '../raw-table.ts'
import { isTechnical, tellsCompletion } from '../survey/tool-columns.ts'
import { type ColumnKind, columnKind } from './column-kind.ts'
import { headingParts, headingTexts } from './heading-parts.ts'
import { missingKind } from './known-scales.ts'
import { type DraftCode, distinct, orderedCodes } from './ordered-codes.ts'

/** A question of a draft, in the form of a questionnaire file. */
export interface DraftQuestion {
  id: string
  kind: 'scale' | 'single' | 'multiple' | 'text' | 'number' | 'date'
  label: { fr: string }
  spellings?: string[]
  note?: string
  scale?: string
  items?: { id: string; label: { fr: string }; spellings?: string[] }[]
  codes?: DraftCode[]
  filter?: { question: string; except: string[] }
  min?: number
  max?: number
  decimals?: 1 | 2
}

/** What a file of answers suggests: a codebook and the fields of its source, to be read over by a person. */
export interface CodebookDraft {
  readonly questionnaire: {
    id: string
    label: { fr: string }
    audience: 'residents'
    codeLists: { id: string; codes: DraftCode[] }[]
    questions: DraftQuestion[]
  }
  readonly source: {
    fields: Record<string, { column: string; type: 'integer' | 'decimal' | 'date' | 'text' }>
    leaveOut: string[]
  }
  /** What the file alone cannot tell. */
  readonly doubts: readonly Finding[]
}

interface Column {
  readonly index: number
  readonly heading: string
  readonly stem: string
  readonly part: string | null
  readonly kind: ColumnKind
  readonly cells: readonly (string | null)[]
}

/**
 * Drafts a codebook from an export: types, scales in their printed order (`0 - Pas du tout … 10 - Tout à fait` is one),
 * multiple choices in one cell or in columns of their own. Nothing of a free answer goes into it; a column that looks
 * like an identifier is left out.
 */
export function draftCodebook(raw: RawTable, id = 'questionnaire'): CodebookDraft {
  const columns = raw.header
    .map((heading, index) => columnOf(raw, heading, index))
    .filter((one) => one !== null)
  const personal = columns.filter(({ heading, cells }) => identifierColumn(heading, cells) !== null)
  const asked = columns.filter(
    (column) =>
      !personal.includes(column) && !isTechnical(column.heading) && !tellsCompletion(column.heading),
  )
  const draft = { lists: new Map<string, DraftCode[]>(), doubts: [] as Finding[], file: raw.file, number: 0 }
  const fields: CodebookDraft['source']['fields'] = {}
  const questions: DraftQuestion[] = []
  for (const group of groups(asked)) {
    const field = fieldOf(group)
    if (field) fields[field.name] = field.field
    else questions.push(questionOf(group, draft))
  }
  return {
    questionnaire: {
      id: slugOf(id) || 'questionnaire',
      label: { fr: id },
      audience: 'residents',
      codeLists: [...draft.lists].map(([name, codes]) => ({ id: name, codes })),
      questions: questions.map((question, at) => ({ ...question, id: idAmong(questions, at) })),
    },
    source: { fields, leaveOut: personal.map(({ heading }) => maskIdentifiers(heading)) },
    doubts: [...personal.map((column) => leftOut(column, raw.file)), ...draft.doubts],
  }
}

/** The id of a question; the second of the same is numbered. */
function idAmong(questions: readonly DraftQuestion[], at: number): string {
  const id = (questions[at] as DraftQuestion).id
  const before = questions.slice(0, at).filter((one) => one.id === id).length
  return before === 0 ? id : `${id}-${before + 1}`
}

interface Drafting {
  readonly lists: Map<string, DraftCode[]>
  readonly doubts: Finding[]
  readonly file: string
  number: number
}

function columnOf(raw: RawTable, heading: string, index: number): Column | null {
  if (heading === '') return null
  const aligned = raw.rows.filter(({ cells }) => cells.length === raw.header.length)
  const cells = aligned.map((row) => {
    const cell = row.cells[index] ?? null
    return cell === null ? null : maskIdentifiers(cell)
  })
  return { index, heading, ...headingParts(heading), kind: columnKind(cells), cells }
}

/** Columns of one question: those whose headings share their beginning, or neighbours that share a scale. */
function groups(columns: readonly Column[]): Column[][] {
  const stems = groupBy(columns, ({ stem }) => comparable(stem))
  const grouped: Column[][] = []
  const taken = new Set<Column>()
  for (const column of columns) {
    if (taken.has(column)) continue
    const together = stems.get(comparable(column.stem)) ?? [column]
    const group = together.some(({ part }) => part !== null) ? together : [column]
    const last = grouped.at(-1)
    if (last && group.length === 1 && sameScale(last.at(-1) as Column, column)) last.push(column)
    else grouped.push(group)
    for (const one of group) taken.add(one)
  }
  return grouped
}

function sameScale(before: Column, column: Column): boolean {
  if (before.part !== null || column.part !== null) return false
  if (before.kind.kind !== 'choice' || column.kind.kind !== 'choice') return false
  const [a, b] = [before.kind.answers, column.kind.answers].map((answers) => orderedCodes([...answers]))
  return a?.order !== 'seen' && a?.name === b?.name && a?.name !== 'oui-non'
}

function fieldOf(group: readonly Column[]) {
  const [column] = group
  if (!column || group.length > 1) return null
  const name = slugOf(column.heading).replaceAll('-', '_').slice(0, 40) || `colonne_${column.index + 1}`
  if (column.kind.kind === 'date') return { name, field: { column: column.heading, type: 'date' as const } }
  if (column.kind.kind !== 'number') return null
  const type = column.kind.whole ? ('integer' as const) : ('decimal' as const)
  return { name, field: { column: column.heading, type } }
}

function questionOf(group: readonly Column[], draft: Drafting): DraftQuestion {
  draft.number++
  const first = group[0] as Column
  const stem = first.stem
  const id = /^[A-Za-z]+\d+[a-z]?$/.test(stem) ? slugOf(stem) : `q${draft.number}`
  const text = headingTexts(first.heading)?.question ?? stem
  const spellings = comparable(text) === comparable(stem) ? [] : [stem]
  const base = { id, label: { fr: text }, ...(spellings.length > 0 ? { spellings } : {}) }
  const parts = group.filter(({ part }) => part !== null)
  if (parts.length > 0 && parts.every(isTicked)) return multipleApart(base, parts)
  if (parts.length > 0 || group.length > 1) return scaleOf(base, parts.length > 0 ? parts : group, draft)
  return alone(base, first, draft)
}

function isTicked({ kind, part }: Column): boolean {
  return kind.kind === 'ticked' || kind.kind === 'empty' || /^(other|autre)$/i.test(part ?? '')
}

type Base = Pick<DraftQuestion, 'id' | 'label' | 'spellings'>

function multipleApart(base: Base, parts: readonly Column[]): DraftQuestion {
  const codes = parts.map(({ part, heading }): DraftCode => {
    const written = part as string
    if (/^(other|autre)$/i.test(written)) return { id: 'autre', label: { fr: 'Autre' }, spellings: ['other'] }
    const label = headingTexts(heading)?.part || written
    const missing = missingKind(label)
    return {
      id: slugOf(label) || slugOf(written) || 'code',
      label: { fr: label },
      ...(label === written ? {} : { spellings: [written] }),
      ...(missing ? { missing } : {}),
    }
  })
  return { ...base, kind: 'multiple', codes }
}

function scaleOf(base: Base, items: readonly Column[], draft: Drafting): DraftQuestion {
  const answers = items.flatMap(({ kind, cells }) => (kind.kind === 'text' ? [] : written(cells)))
  const scale = listed(answers, base.id, draft)
  return {
    ...base,
    kind: 'scale',
    scale,
    items: items.map(({ part, heading }, position) => {
      const label = headingTexts(heading)?.part || part || heading
      const spelling = part !== null && label !== part ? { spellings: [part] } : {}
      return { id: `${base.id}-${position + 1}`, label: { fr: label }, ...spelling }
    }),
  }
}

function alone(base: Base, column: Column, draft: Drafting): DraftQuestion {
  const { kind } = column
  if (kind.kind === 'choices') {
    const { codes } = orderedCodes([...kind.options])
    return { ...base, kind: 'multiple', codes, note: 'Plusieurs réponses dans une cellule : à relire.' }
  }
  if (kind.kind === 'choice' || kind.kind === 'ticked') {
    const { codes, order } = orderedCodes(written(column.cells))
    if (order === 'seen') draft.doubts.push(unordered(column, draft.file))
    return { ...base, kind: 'single', codes }
  }
  return { ...base, kind: 'text' }
}

/** The list of codes of these answers: one list for all the questions that share it. */
function listed(answers: readonly string[], question: string, draft: Drafting): string {
  const { codes, order, name } = orderedCodes(answers.length > 0 ? answers : ['Oui', 'Non'])
  const id = order === 'seen' ? `${question}-reponses` : name
  const known = draft.lists.get(id)
  const labels = distinct(
    [...(known ?? []), ...codes].flatMap((code) => [code.label.fr, ...(code.spellings ?? [])]),
  )
  draft.lists.set(id, known ? orderedCodes(labels).codes : codes)
  return id
}

function written(cells: readonly (string | null)[]): string[] {
  return cells.filter((cell) => cell !== null && !/^n\/a$/i.test(cell.trim())) as string[]
}

function leftOut({ heading }: Column, file: string): Finding {
  return finding({
    code: 'identifier-column',
    file,
    column: heading,
    problem: 'cette colonne semble identifier des personnes : elle est laissée de côté',
    remedy: 'la retirer du fichier, ou dire dans la source ce qu’il faut en faire',
  })
}

function unordered({ heading }: Column, file: string): Finding {
  return finding({
    code: 'unknown-order',
    file,
    column: heading,
    problem: 'l’ordre de ces modalités n’est pas connu : elles sont dans celui où elles apparaissent',
    remedy: 'les remettre dans l’ordre du questionnaire',
  })
}
