import type { Axis, BreakdownCell } from '@retombees/contract/breakdown'
import { type Figure, isKnown, type KnownFigure, type Provenance } from '@retombees/contract/figure'
import { BLANK } from '@retombees/contract/query'
import { frenchNumber, frenchPercent, typeset } from '../french.ts'
import { SMALL_BASE } from '../measures/figures.ts'
import type { Counted } from './counted.ts'

export interface Found {
  readonly measure: Pick<Counted, 'unit' | 'feminine' | 'value'>
  readonly rows: Axis
  readonly columns: Axis | null
  readonly cells: readonly BreakdownCell[]
  readonly total: Figure
  readonly provenance: Provenance | null
}

type KnownCell = BreakdownCell & { figure: KnownFigure }

/**
 * What the numbers say, in one French sentence: which cell is the largest and how much of the whole it is. A base under ten
 * gives no percentage; two values in front together are both named; what is simulated says so first.
 */
export function findingOf(found: Found): string {
  const said = sentenceOf(found)
  return typeset(found.provenance === 'simulated' ? `[Simulé] ${said}` : said)
}

function sentenceOf({ measure, rows, columns, cells, total, provenance }: Found): string {
  const known = (
    rows.ordered && columns !== null && measure.value !== 'persons' ? summedOver(rows, cells) : cells
  ).filter((cell): cell is KnownCell => isKnown(cell.figure))
  if (provenance === null) return `Aucune donnée : ${measure.unit}`
  if (known.length === 0) return `Aucun effectif publiable : ${measure.unit}`
  const whole = isKnown(total) ? total.value : null
  if (whole === 0) return `${measure.feminine ? 'Aucune' : 'Aucun'} dans cette sélection : ${measure.unit}`
  const named = known.filter(({ row, column }) => row !== BLANK && column !== BLANK && row !== null)
  const most = Math.max(...named.map(({ figure }) => figure.value))
  const first = named.filter(({ figure }) => figure.value === most)
  if (named.length === 0 || most <= 0)
    return `${frenchNumber(whole ?? 0)} ${measure.unit}, dont rien n’est renseigné`
  const [top] = first
  if (top === undefined || first.length > 2 || (first.length > 1 && first.length === named.length)) {
    return `${frenchNumber(whole ?? most)} ${measure.unit}, sans que rien ne se détache`
  }
  const names = capital(first.map((cell) => nameOf(cell, rows, columns)).join(' et '))
  const count = `${frenchNumber(most)} ${measure.unit}${first.length > 1 ? (measure.feminine ? ' chacune' : ' chacun') : ''}`
  return `${names} : ${count}${outOf(most, whole, measure.value)}`
}

/** Blocks of one bar make one number, where all of them are known: a period is named whole, not by one of its parts. */
function summedOver(rows: Axis, cells: readonly BreakdownCell[]): BreakdownCell[] {
  return rows.values.flatMap(({ key }) => {
    const blocks = cells.filter(({ row }) => row === key)
    const known = blocks.flatMap(({ figure }) => (isKnown(figure) ? [figure] : []))
    const [first] = known
    if (first === undefined || blocks.some(({ figure }) => figure.state === 'suppressed')) return []
    const value = known.reduce((sum, figure) => sum + figure.value, 0)
    return [{ row: key, column: null, figure: { ...first, value } }]
  })
}

function outOf(n: number, whole: number | null, value: Counted['value']): string {
  if (whole === null || whole === n) return ''
  if (value === 'persons') return `, sur ${frenchNumber(whole)} au total`
  if (whole < SMALL_BASE) return ` sur ${frenchNumber(whole)}`
  return ` sur ${frenchNumber(whole)} (${frenchPercent(n / whole)})`
}

function nameOf({ row, column }: BreakdownCell, rows: Axis, columns: Axis | null): string {
  const label = (axis: Axis | null, key: string | null) =>
    axis?.values.find((value) => value.key === key)?.label ?? null
  const parts = [label(rows, row), label(columns, column)].filter((part) => part !== null)
  return parts.join(', ')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
