import { useSyncExternalStore } from 'react'

let printing = false
const listeners = new Set<() => void>()

function set(next: boolean): void {
  if (next === printing) return
  printing = next
  for (const listener of listeners) listener()
}

if (typeof window !== 'undefined') {
  const print = window.matchMedia('print')
  // The event comes before the sheets are counted, the media change after it in some browsers.
  window.addEventListener('beforeprint', () => set(true))
  window.addEventListener('afterprint', () => set(false))
  print.addEventListener('change', ({ matches }) => set(matches))
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed)
  return () => listeners.delete(changed)
}

/** Whether the page is being laid out for paper. What measures its box on screen must be drawn again for the sheet. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => printing)
}
