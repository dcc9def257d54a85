import type { SortingState } from '@tanstack/react-table'

/** The order of a query (`mean`, `-mean`) as the table keeps it. */
export function sortingOf(sort: readonly string[]): SortingState {
  return sort.map((key) => ({ id: key.replace(/^-/, ''), desc: key.startsWith('-') }))
}

/** The order that the table keeps as a query writes it. */
export function sortOf(sorting: SortingState): string[] {
  return sorting.map(({ id, desc }) => (desc ? `-${id}` : id))
}
