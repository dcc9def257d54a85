import type { CrossTable } from '@retombees/contract/cross-table'
import type { SurveyColumn, SurveyTable } from '@retombees/contract/survey'
import { type DivergingBar, layOutBar } from './diverging-layout.ts'

export type CrossForm = 'diverging' | 'stacks' | 'groups'

/** Answers in one bar, at most: beyond, blocks are too thin to be told apart. */
const MOST_BLOCKS = 6
const PITCH = 44
const THIN = 22

/** How a table is best drawn. */
export function drawnAs({ rows }: CrossTable): CrossForm {
  if (rows.kind === 'multiple') return 'groups'
  if (rows.polarity.includes('for') && rows.polarity.includes('against')) return 'diverging'
  return rows.codes.length > MOST_BLOCKS ? 'groups' : 'stacks'
}

/** The groups that somebody is in, in the order of the table. */
export function groupsOf({ columns }: CrossTable): CrossTable['columns']['codes'] {
  return columns.codes.filter(({ n }) => n > 0)
}

/** The height of a drawing of that width, in pixels. */
export function heightOf(table: CrossTable, form: CrossForm, width: number): number {
  const groups = groupsOf(table).length
  if (form !== 'groups') return groups * PITCH + 28
  return table.rows.codes.length * (groups * THIN + (isNarrow(width) ? 30 : 12)) + 8
}

export const PITCHES = Object.freeze({ bar: PITCH, thin: THIN })

/** Under this width a label stands above its bar. */
export function isNarrow(width: number): boolean {
  return width < 520
}

/** A group as one diverging bar; null for a group that is empty. */
export function divergingBar(table: CrossTable, column: string): DivergingBar | null {
  const heading = table.columns.codes.find(({ code }) => code === column)
  const cells = table.cells.filter((cell) => cell.column === column)
  const counted = cells.reduce((sum, { n }) => sum + n, 0)
  if (heading === undefined || counted === 0) return null
  const drawn: Pick<SurveyColumn, 'territory' | 'base' | 'cells' | 'unsplit'> = {
    territory: column,
    base: counted,
    cells: cells.map(({ row, n, columnShare }) => ({
      code: row,
      label: row,
      n,
      share: columnShare,
      interval: null,
      mentionShare: null,
      certainty: 'certain',
      reason: null,
    })),
    unsplit: [],
  }
  return layOutBar(drawn, codesOf(table))
}

/** The answers with what each says, as the diverging layout takes them. */
export function codesOf({ rows }: CrossTable): SurveyTable['codes'] {
  return rows.codes.map(({ code, label }, at) => ({ code, label, polarity: rows.polarity[at] ?? 'neither' }))
}
