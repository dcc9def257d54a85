import type { PublishedCell, PublishedCube } from './protect.ts'

/** What a filter gets of a published cube: a sum of published cells, or why not. It never counts anything itself. */
export type Selected =
  | { readonly state: 'value'; readonly count: number; readonly cells: readonly string[] }
  | { readonly state: 'suppressed'; readonly reason: string }
  | { readonly state: 'not-published'; readonly reason: string }

/**
 * The sum of the published cells that a filter chooses: for each dimension some of its values, or all when it is left out.
 * Refused as soon as one of them is suppressed, or is in no published table.
 */
export function select(cube: PublishedCube, choice: Readonly<Record<string, readonly string[]>>): Selected {
  const unknown = Object.keys(choice).find((name) => !cube.dimensions.includes(name))
  if (unknown !== undefined) {
    return { state: 'not-published', reason: `Aucun tableau publié ne détaille « ${unknown} ».` }
  }
  const byKey = new Map(cube.cells.map((cell) => [cell.key, cell]))
  const keys = cube.dimensions.reduce<string[][]>(
    (heads, name) =>
      heads.flatMap((head) => [...new Set(choice[name] ?? ['*'])].map((value) => [...head, value])),
    [[]],
  )
  const cells: PublishedCell[] = []
  for (const values of keys) {
    const cell = byKey.get(values.join('|'))
    if (!cell)
      return { state: 'not-published', reason: `Aucun tableau publié ne croise ${values.join(', ')}.` }
    if ('suppressed' in cell) {
      return {
        state: 'suppressed',
        reason: 'Une case de ce filtre n’est pas publiée : trop peu de personnes.',
      }
    }
    cells.push(cell)
  }
  return {
    state: 'value',
    count: cells.reduce((sum, cell) => sum + ('count' in cell ? cell.count : 0), 0),
    cells: cells.map(({ key }) => key),
  }
}

/** A share of two selections; null unless both counts are published, since either can be worked out of it. */
export function shareOfSelected(part: Selected, whole: Selected): number | null {
  if (part.state !== 'value' || whole.state !== 'value' || whole.count === 0) return null
  return part.count / whole.count
}
