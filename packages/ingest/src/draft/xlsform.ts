import { slugOf } from '../entity.ts'
import { refusal } from '../errors.ts'
import { type Finding, finding } from '../finding.ts'
import { comparable } from '../heading.ts'
import { fileKind } from '../read/file-kind.ts'
import type { Grid } from '../read/grid.ts'
import { readWorkbook } from '../read/workbook.ts'
import type { CodebookDraft, DraftQuestion } from './draft-codebook.ts'
import { missingKind } from './known-scales.ts'
import type { DraftCode } from './ordered-codes.ts'

/** A row of a sheet, by its headings in lower case. */
interface FormRow {
  readonly rowNo: number
  readonly cells: ReadonlyMap<string, string>
}

/** The sheets of an XLSForm; null for any other file. Throws IngestError when a workbook cannot be opened. */
export function readXlsForm(bytes: Uint8Array, file: string): XlsForm | null {
  if (fileKind(bytes) !== 'workbook') return null
  const sheets = new Map(readWorkbook(bytes, '.', file).map((grid) => [comparable(grid.sheet ?? ''), grid]))
  const survey = sheets.get('survey')
  if (!survey) return null
  const rows = rowsOf(survey)
  if (!rows.some(({ cells }) => cells.has('type') && cells.has('name'))) return null
  return {
    file,
    survey: rows,
    choices: rowsOf(sheets.get('choices')),
    settings: rowsOf(sheets.get('settings')),
  }
}

interface XlsForm {
  readonly file: string
  readonly survey: readonly FormRow[]
  readonly choices: readonly FormRow[]
  readonly settings: readonly FormRow[]
}

/**
 * The codebook that an XLSForm is (KoboToolbox, ODK): choices in the order of the form, neighbours that share a list as
 * one scale, numbers with the bounds of their constraint, and the filters that only say « none of these codes ». What
 * the form says and a codebook cannot is told. Throws IngestError when the form asks nothing.
 */
export function codebookOfXlsForm(form: XlsForm, id = 'questionnaire'): CodebookDraft {
  const lists = listsOf(form.choices)
  const doubts: Finding[] = []
  const asked = form.survey.flatMap((row) => questionOf(row, lists, form.file, doubts))
  if (asked.length === 0)
    throw refusal({
      code: 'no-rows',
      file: form.file,
      problem: 'la feuille « survey » de ce formulaire ne pose aucune question',
      remedy: 'vérifier que c’est le bon formulaire',
    })
  const codeLists = new Map<string, DraftCode[]>()
  const title = form.settings[0]?.cells.get('form_title') ?? id
  return {
    questionnaire: {
      id: slugOf(id) || 'questionnaire',
      label: { fr: title },
      audience: 'residents',
      questions: withScales(asked, codeLists),
      codeLists: [...codeLists].map(([name, codes]) => ({ id: name, codes })),
    },
    source: { fields: {}, leaveOut: [] },
    doubts,
  }
}

interface Asked {
  readonly question: DraftQuestion
  /** The list of a single choice. */
  readonly list: string | null
}

function questionOf(
  row: FormRow,
  lists: ReadonlyMap<string, DraftCode[]>,
  file: string,
  doubts: Finding[],
): Asked[] {
  const [type = '', list = ''] = (row.cells.get('type') ?? '').trim().split(/\s+/)
  const name = row.cells.get('name') ?? ''
  const kind = KINDS[type]
  if (!kind || name === '') return []
  const filter = filterOf(row, file, doubts)
  const base = { ...named(name, labelOf(row) ?? name), ...(filter ? { filter } : {}) }
  if (kind === 'single' || kind === 'multiple') {
    const other = /\bor_other\b/.test(row.cells.get('type') ?? '')
      ? [{ id: 'other', label: { fr: 'Autre' } }]
      : []
    const codes = [...(lists.get(list) ?? []), ...other]
    if (codes.length === 0) doubts.push(noChoices(row, list, file))
    return [{ question: { ...base, kind, codes }, list: kind === 'single' ? list : null }]
  }
  if (kind !== 'number') return [{ question: { ...base, kind }, list: null }]
  const decimals = type === 'decimal' ? { decimals: 2 as const } : {}
  return [{ question: { ...base, kind, ...boundsOf(row), ...decimals }, list: null }]
}

const KINDS: Readonly<Record<string, 'single' | 'multiple' | 'number' | 'date' | 'text'>> = Object.freeze({
  select_one: 'single',
  select_multiple: 'multiple',
  integer: 'number',
  decimal: 'number',
  range: 'number',
  date: 'date',
  text: 'text',
})

/** Neighbours that share a list of choices are the items of one scale. */
function withScales(asked: readonly Asked[], codeLists: Map<string, DraftCode[]>): DraftQuestion[] {
  const questions: DraftQuestion[] = []
  for (let at = 0; at < asked.length; ) {
    const { question, list } = asked[at] as Asked
    const group = list === null ? [] : asked.slice(at).slice(0, run(asked.slice(at), list, question.filter))
    if (group.length < 2 || list === null) {
      questions.push(question)
      at += 1
      continue
    }
    const scale = slugOf(list) || 'liste'
    codeLists.set(scale, question.codes ?? [])
    questions.push({
      id: `${question.id}-bloc`,
      kind: 'scale',
      label: { fr: 'À écrire : ce que ces items ont en commun' },
      scale,
      items: group.map(({ question: { id, label, spellings } }) => ({
        id,
        label,
        ...(spellings ? { spellings } : {}),
      })),
      ...(question.filter ? { filter: question.filter } : {}),
    })
    at += group.length
  }
  return questions
}

function run(asked: readonly Asked[], list: string, filter: DraftQuestion['filter']): number {
  const end = asked.findIndex(
    (one) => one.list !== list || JSON.stringify(one.question.filter) !== JSON.stringify(filter),
  )
  return end === -1 ? asked.length : end
}

function listsOf(rows: readonly FormRow[]): ReadonlyMap<string, DraftCode[]> {
  const lists = new Map<string, DraftCode[]>()
  for (const row of rows) {
    const list = row.cells.get('list_name') ?? row.cells.get('list name') ?? ''
    const name = row.cells.get('name') ?? row.cells.get('value') ?? ''
    if (list === '' || name === '') continue
    const label = labelOf(row) ?? name
    const missing = missingKind(label)
    const code: DraftCode = { ...named(name, label), ...(missing ? { missing } : {}) }
    lists.set(list, [...(lists.get(list) ?? []), code])
  }
  return lists
}

/** The name that exports write stays known, where it cannot be an id. */
function named(name: string, label: string): { id: string; label: { fr: string }; spellings?: string[] } {
  const id = slugOf(name) || 'sans-nom'
  return { id, label: { fr: label }, ...(id === name ? {} : { spellings: [name] }) }
}

/** The French label where there are several, else the first that there is. */
function labelOf({ cells }: FormRow): string | undefined {
  const labels = [...cells].filter(([heading]) => heading === 'label' || heading.startsWith('label::'))
  const french = labels.find(([heading]) => /fran|\(fr\)|::fr$/.test(heading))
  return (french ?? labels[0])?.[1].replaceAll(/\s+/g, ' ').trim()
}

/** `. >= 0 and . <= 10`, or the parameters of a range. */
function boundsOf({ cells }: FormRow): { min?: number; max?: number } {
  const written = `${cells.get('constraint') ?? ''} ${cells.get('parameters') ?? ''}`
  const bound = (pattern: RegExp) => {
    const found = pattern.exec(written)?.[1]
    return found === undefined ? undefined : Number(found)
  }
  const min = bound(/(?:\.\s*>=\s*|start\s*=\s*)(-?\d+(?:\.\d+)?)/)
  const max = bound(/(?:\.\s*<=\s*|end\s*=\s*)(-?\d+(?:\.\d+)?)/)
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }
}

const NOT_ONE =
  /^\$\{([^}]+)\}\s*!=\s*['"]([^'"]+)['"]$|^not\(\s*selected\(\s*\$\{([^}]+)\}\s*,\s*['"]([^'"]+)['"]\s*\)\s*\)$/

function filterOf(row: FormRow, file: string, doubts: Finding[]): DraftQuestion['filter'] {
  const relevant = row.cells.get('relevant')?.trim()
  if (!relevant) return undefined
  const parts = relevant.split(/\s+and\s+/i).map((part) => NOT_ONE.exec(part.trim()))
  const questions = new Set(parts.map((part) => part?.[1] ?? part?.[3]))
  const [question] = questions
  if (question !== undefined && questions.size === 1 && parts.every(Boolean))
    return { question: slugOf(question), except: parts.map((part) => slugOf(part?.[2] ?? part?.[4] ?? '')) }
  doubts.push(
    finding({
      code: 'filter-not-read',
      file,
      row: row.rowNo,
      problem: `le filtre de la question « ${row.cells.get('name')} » ne se dit pas dans un questionnaire`,
      found: relevant,
      remedy: 'écrire filter: { question, except } si la question est filtrée par des modalités d’une autre',
    }),
  )
  return undefined
}

function noChoices(row: FormRow, list: string, file: string): Finding {
  return finding({
    code: 'no-choices',
    file,
    row: row.rowNo,
    problem: `la liste « ${list} » n’est pas dans la feuille « choices »`,
    remedy: 'compléter le formulaire, ou écrire les modalités dans le questionnaire',
  })
}

function rowsOf(grid: Grid | undefined): FormRow[] {
  const [head, ...rows] = grid?.rows.filter(({ cells }) => cells.some((cell) => cell !== null)) ?? []
  if (!head) return []
  const headings = head.cells.map((cell) => cell?.trim().toLowerCase() ?? '')
  return rows.map(({ rowNo, cells }) => ({
    rowNo,
    cells: new Map(
      headings.flatMap((heading, at) => {
        const cell = cells[at]?.trim()
        return heading !== '' && cell ? [[heading, cell] as const] : []
      }),
    ),
  }))
}
